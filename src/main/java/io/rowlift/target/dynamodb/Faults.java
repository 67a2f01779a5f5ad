package io.rowlift.target.dynamodb;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/** Reads the SDK's exceptions. */
final class Faults {

    /** What to do about a request that was not answered as hoped. */
    enum Fault {
        /** Asked to slow down. */
        THROTTLED,
        /** One partition is too busy: a lower rate for all the others would not help it. */
        HOT_PARTITION,
        /** A broken connection, a timeout, a server error: the request may or may not have been applied. */
        BROKEN,
        /** The same request would be refused again. */
        REFUSED
    }

    private static final Set<String> PASSING = Set.of(
            "RequestTimeout",
            "RequestTimeoutException",
            "TransactionInProgressException",
            "TransactionConflictException",
            "ReplicatedWriteConflictException");

    private Faults() {}

    static Fault of(SdkException e) {
        if (!(e instanceof AwsServiceException answer)) {
            return Fault.BROKEN;
        }
        if (answer.isThrottlingException() || answer.statusCode() == 429) {
            List<ThrottlingReason> reasons = reasons(answer);
            boolean hot = !reasons.isEmpty()
                    && reasons.stream()
                            .allMatch(r -> r.reason() != null && r.reason().endsWith("KeyRangeThroughputExceeded"));
            return hot ? Fault.HOT_PARTITION : Fault.THROTTLED;
        }
        boolean passing = answer.statusCode() >= 500 || PASSING.contains(code(answer));
        return passing ? Fault.BROKEN : Fault.REFUSED;
    }

    private static List<ThrottlingReason> reasons(AwsServiceException e) {
        if (e instanceof ProvisionedThroughputExceededException throttled) {
            return throttled.throttlingReasons();
        }
        if (e instanceof RequestLimitExceededException throttled) {
            return throttled.throttlingReasons();
        }
        if (e instanceof ThrottlingException throttled) {
            return throttled.throttlingReasons();
        }
        return List.of();
    }

    /** Returns the service's name of an error; empty when it has none. */
    static String code(AwsServiceException e) {
        @Nullable AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
