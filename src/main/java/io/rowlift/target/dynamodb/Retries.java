package io.rowlift.target.dynamodb;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.target.dynamodb.Faults.Fault;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats requests until they are through, the run is stopped, or it makes no sense any more. Throttling is borne for
 * ever; silence and server errors only for a while, so that a run over night does not hang on a cable that was pulled.
 */
final class Retries {

    /** As long as the service has never answered, the address is more likely wrong than the network broken. */
    private static final int ATTEMPTS_TO_REACH = 3;

    private final Endpoint endpoint;
    private final Timing timing;
    private final RunSignal signal;
    private volatile boolean reached;
    private volatile long lastAnswer;

    Retries(Endpoint endpoint, Timing timing, RunSignal signal) {
        this.endpoint = endpoint;
        this.timing = timing;
        this.signal = signal;
    }

    /** Sends a request that may be repeated. */
    <T> T call(Call call, Supplier<T> request) {
        Attempts attempts = new Attempts(call);
        while (true) {
            try {
                T answer = request.get();
                attempts.answered();
                return answer;
            } catch (SdkException e) {
                if (attempts.failed(e) == Fault.REFUSED) {
                    throw Refusals.of(call, (AwsServiceException) e, null);
                }
                attempts.pause();
            }
        }
    }

    Attempts begin(Call call) {
        return new Attempts(call);
    }

    /** The attempts of one request. */
    final class Attempts {

        private final Call call;
        private final Backoff backoff = new Backoff(timing);
        private final long began = System.nanoTime();
        private int unanswered;

        private Attempts(Call call) {
            this.call = call;
        }

        /** The service has answered and something has got through. */
        void answered() {
            reached = true;
            lastAnswer = System.nanoTime();
            unanswered = 0;
            backoff.reset();
        }

        /**
         * The request failed; unless it was refused, a {@link #pause} and a repetition should follow.
         *
         * @throws FailedException when the service has not been there for too long
         */
        Fault failed(SdkException e) {
            if (e instanceof AbortedException) {
                Thread.currentThread().interrupt();
                throw new StoppedException("interrupted during " + call);
            }
            Fault fault = Faults.of(e);
            if (e instanceof AwsServiceException) {
                reached = true;
            }
            if (fault != Fault.BROKEN) {
                lastAnswer = System.nanoTime();
                return fault;
            }
            unanswered++;
            Duration silence = Duration.ofNanos(System.nanoTime() - (reached ? Math.max(began, lastAnswer) : began));
            if ((!reached && unanswered >= ATTEMPTS_TO_REACH) || silence.compareTo(timing.patience()) > 0) {
                throw lost(e);
            }
            return fault;
        }

        /** Waits before the next attempt; see {@link RunSignal#pause}. */
        void pause() {
            signal.pause(backoff.next());
        }

        private FailedException lost(SdkException e) {
            String what = reached
                    ? endpoint + " does not answer any more: " + call + ": " + reason(e)
                    : "cannot reach " + endpoint + ": " + reason(e);
            String remedy = reached
                    ? "when it is back, run the same command again: it goes on where it stopped"
                    : "check \"region\" and \"endpoint\" in the job file, the network and its proxies";
            return new FailedException(what, remedy, e);
        }
    }

    private String reason(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return "HTTP " + answer.statusCode();
        }
        if (e instanceof ApiCallAttemptTimeoutException || causedBy(e, SocketTimeoutException.class) != null) {
            return "no answer within " + timing.silence().toSeconds() + " s";
        }
        if (causedBy(e, UnknownHostException.class) != null) {
            return "the host is unknown";
        }
        if (causedBy(e, SSLException.class) != null) {
            return "no trusted TLS connection";
        }
        if (causedBy(e, ConnectException.class) != null) {
            return "no connection";
        }
        if (e.getMessage() != null && e.getMessage().startsWith("Unable to load credentials")) {
            return "the AWS credentials are gone";
        }
        return "the connection broke";
    }

    private static @Nullable Throwable causedBy(Throwable e, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }
}
