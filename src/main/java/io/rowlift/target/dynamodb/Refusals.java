package io.rowlift.target.dynamodb;

import io.rowlift.problem.FailedException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says in a user's words why the service refused a request for good. */
final class Refusals {

    private static final String CONTINUE = "then run the same command again: it goes on where it stopped";

    private static final Set<String> EXPIRED = Set.of("ExpiredTokenException", "ExpiredToken", "RequestExpired");

    private static final Set<String> UNKNOWN = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidClientTokenIdException",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "InvalidAccessKeyId",
            "AuthFailure",
            "NotAuthorizedException");

    private static final Set<String> FORBIDDEN = Set.of("AccessDeniedException", "AccessDenied", "OptInRequired");

    /** What of the service's own words can be repeated: sentences that are known to quote names, never values. */
    private static final List<Pattern> FREE_OF_VALUES = Stream.of(
                    "Item size has exceeded the maximum allowed size",
                    "Item size to update has exceeded the maximum allowed size",
                    "Aggregated size of all range keys has exceeded the size limit of [0-9]+ bytes",
                    "Size of (hashkey|rangekey) has exceeded the maximum size limit of ?[0-9]+ bytes",
                    "The provided key element does not match the schema",
                    "Nesting Levels have exceeded supported limits[A-Za-z:, ]*[0-9]*",
                    "Type mismatch for (Index )?[Kk]ey \\S+,? [Ee]xpected: [SNB],? [Aa]ctual: [A-Z]+( IndexName: \\S+)?",
                    "The AttributeValue for a key attribute cannot contain an empty (string|binary) value",
                    "Missing the key \\S+ in the item",
                    "Provided list of item keys contains duplicates",
                    "Subscriber limit exceeded: [A-Za-z0-9 ,:-]*")
            .map(Pattern::compile)
            .toList();

    private Refusals() {}

    /**
     * Returns the end of the run.
     *
     * @param item the item to blame, by its key, or null when the request as a whole was refused
     */
    static FailedException of(Call call, AwsServiceException e, @Nullable String item) {
        String code = Faults.code(e);
        if (EXPIRED.contains(code)) {
            return failed("the AWS credentials have expired", "renew them, " + CONTINUE, e);
        }
        if (UNKNOWN.contains(code)) {
            return failed(
                    "AWS does not accept the credentials (" + code + ")",
                    "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE, " + CONTINUE,
                    e);
        }
        if (FORBIDDEN.contains(code)) {
            return failed(
                    "the AWS credentials do not allow " + call,
                    "allow the action dynamodb:" + call.operation() + " on the table and its indexes, " + CONTINUE,
                    e);
        }
        if (code.equals("ResourceNotFoundException")) {
            return failed(
                    call + ": the table does not exist",
                    "if it was deleted on purpose, load everything again with rowlift migrate JOB --restart",
                    e);
        }
        String subject = item == null ? call.toString() : call + ": item " + item;
        return failed(
                subject + " was refused: " + reason(code, e),
                item == null ? null : "mend the row or its mapping, " + CONTINUE,
                e);
    }

    private static FailedException failed(String message, @Nullable String remedy, AwsServiceException e) {
        return new FailedException(message, remedy, e);
    }

    /** Messages of the service can quote values: only what is known to be harmless is repeated. */
    private static String reason(String code, AwsServiceException e) {
        String name = code.isEmpty() ? "HTTP " + e.statusCode() : code;
        String words = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        if (words == null) {
            return name;
        }
        return FREE_OF_VALUES.stream()
                .map(pattern -> pattern.matcher(words))
                .filter(Matcher::find)
                .findFirst()
                .map(found -> name + " (" + found.group() + ")")
                .orElse(name);
    }
}
