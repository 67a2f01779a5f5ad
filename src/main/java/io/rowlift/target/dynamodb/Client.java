package io.rowlift.target.dynamodb;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Builds the SDK's client so that it does one thing per call: send a request. */
final class Client {

    /** Answers after which the SDK has corrected its clock by the service's. */
    private static final Set<String> CLOCK_SKEW = Set.of(
            "RequestTimeTooSkewed",
            "RequestExpired",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "AuthFailure",
            "RequestInTheFuture");

    private static final ScheduledExecutorService DEADLINES = deadlines();

    private Client() {}

    /** The SDK's own keeps the deadline of every answered request until it has passed: thousands per second for 30 s. */
    private static ScheduledExecutorService deadlines() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "dynamodb-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** Opens a client; connections are made when the first requests need them, at most {@code connections}. */
    static DynamoDbClient open(Endpoint endpoint, @Nullable URI uri, Timing timing, int connections) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .region(endpoint.region())
                .credentialsProvider(Credentials.of(endpoint))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(connections)
                        .connectionTimeout(timing.connect())
                        .socketTimeout(timing.silence())
                        .expectContinueEnabled(false))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(timing.attempt())
                        .scheduledExecutorService(DEADLINES)
                        .retryStrategy(clockSkewOnly())
                        .build());
        if (uri != null) {
            builder.endpointOverride(uri);
        }
        return builder.build();
    }

    /** Retries that the rate limit does not see would make it blind, so the SDK repeats only what was never accepted. */
    private static RetryStrategy clockSkewOnly() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .circuitBreakerEnabled(false)
                .maxAttempts(2)
                .retryOnException(
                        e -> e instanceof AwsServiceException refusal && CLOCK_SKEW.contains(Faults.code(refusal)))
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build();
    }
}
