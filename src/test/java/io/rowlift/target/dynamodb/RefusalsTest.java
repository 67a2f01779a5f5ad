package io.rowlift.target.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class RefusalsTest {

    private static final Call CALL = new Call("BatchWriteItem", "shop");

    private static AwsServiceException answer(String code, String message) {
        return DynamoDbException.builder()
                .statusCode(400)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnrecognizedClientException", "InvalidSignatureException", "MissingAuthenticationToken"})
    void unknownCredentials(String code) {
        assertThat(Refusals.of(CALL, answer(code, "key AKIASECRET"), null))
                .hasMessage("AWS does not accept the credentials (" + code + "); check AWS_ACCESS_KEY_ID,"
                        + " AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE, then run the same command"
                        + " again: it goes on where it stopped");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Item size has exceeded the maximum allowed size~Item size has exceeded the maximum allowed size",
                "One or more parameter values were invalid: Type mismatch for Index Key GSI1PK Expected: S Actual: N"
                        + " IndexName: GSI1~Type mismatch for Index Key GSI1PK Expected: S Actual: N IndexName: GSI1",
                "Missing the key PK in the item~Missing the key PK in the item",
                "The provided key element does not match the schema~The provided key element does not match the schema"
            })
    void harmlessWordsAreRepeated(String words, String repeated) {
        assertThat(Refusals.of(CALL, answer("ValidationException", words), null))
                .hasMessage("BatchWriteItem on table \"shop\" was refused: ValidationException (" + repeated + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"The parameter cannot be converted to a numeric value: 12a", "anything about secret"})
    void wordsThatCouldQuoteAValueAreNot(String words) {
        assertThat(Refusals.of(CALL, answer("ValidationException", words), null))
                .hasMessage("BatchWriteItem on table \"shop\" was refused: ValidationException");
    }
}
