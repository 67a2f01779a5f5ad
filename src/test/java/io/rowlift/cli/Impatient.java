package io.rowlift.cli;

import io.rowlift.source.Source;
import io.rowlift.source.Watch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The real parts, but for sources that call a transaction old after a second: no test waits for minutes. */
final class Impatient {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Impatient() {}

    static Parts parts() {
        return around(Parts.class, new Wiring(), arguments -> arguments, answer -> {
            return answer instanceof Source source ? source(source) : answer;
        });
    }

    private static Source source(Source real) {
        return around(Source.class, real, arguments -> arguments, answer -> {
            return answer instanceof Watch watch ? watch(watch) : answer;
        });
    }

    private static Watch watch(Watch real) {
        return around(Watch.class, real, Impatient::shortened, answer -> answer);
    }

    private static Object[] shortened(Object[] arguments) {
        Object[] changed = arguments.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = changed[i] instanceof Duration ? SECOND : changed[i];
        }
        return changed;
    }

    private static <T> T around(
            Class<T> type, T real, UnaryOperator<Object[]> arguments, UnaryOperator<Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    try {
                        return answer.apply(method.invoke(real, given == null ? null : arguments.apply(given)));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
