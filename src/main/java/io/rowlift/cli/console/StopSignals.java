package io.rowlift.cli.console;

import io.rowlift.plan.RunSignal;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns SIGINT (Ctrl-C), SIGTERM and SIGHUP into a stop request while it is open; the second signal ends the process at
 * once.
 *
 * <p>A shutdown hook would not do: the JVM runs all hooks at the same time, the embedded store closes itself in one, and
 * a second signal is not seen any more. The JDK's signals are reached by reflection, because the compiler's warning
 * about them cannot be switched off where warnings are errors.
 */
public final class StopSignals {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final RunSignal run;
    private final PrintWriter err;
    private final Runnable leaveAtOnce;
    private final AtomicInteger received = new AtomicInteger();
    private final List<Runnable> restore = new ArrayList<>();

    private StopSignals(RunSignal run, PrintWriter err, Runnable leaveAtOnce) {
        this.run = run;
        this.err = err;
        this.leaveAtOnce = leaveAtOnce;
    }

    /**
     * Begins to listen.
     *
     * @param leaveAtOnce ends the process
     */
    public static StopSignals listen(RunSignal run, PrintWriter err, Runnable leaveAtOnce) {
        StopSignals signals = new StopSignals(run, err, leaveAtOnce);
        SIGNALS.forEach(signals::handle);
        return signals;
    }

    /** Does what a signal does. */
    void receive() {
        if (received.incrementAndGet() > 1) {
            leaveAtOnce.run();
            return;
        }
        err.println("Stopping: the chunks in hand are finished and recorded. Once more to leave at once.");
        err.flush();
        run.stop();
    }

    private void handle(String name) {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            receive();
                        }
                        return null;
                    });
            Object before = handle.invoke(null, signal, handler);
            restore.add(() -> restore(handle, signal, before));
        } catch (InvocationTargetException e) {
            // the system does not have this signal, or the JVM was told to leave it alone
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no sun.misc.Signal", e);
        }
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a signal's former handler cannot be restored", e);
        }
    }

    /** Ends listening: signals do again what they did before. */
    public void close() {
        restore.forEach(Runnable::run);
    }
}
