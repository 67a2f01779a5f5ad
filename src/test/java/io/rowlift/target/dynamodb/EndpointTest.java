package io.rowlift.target.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.ConfigurationException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static final String NO_METADATA = "aws.disableEc2Metadata";

    /** Variables by which the SDK finds a region or credentials. */
    private static final Set<String> CONFIGURES = Set.of(
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_PROFILE",
            "AWS_ACCESS_KEY_ID",
            "AWS_CONFIG_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI");

    @BeforeEach
    void doNotAskMetadataServices() {
        System.setProperty(NO_METADATA, "true");
    }

    @AfterEach
    void askAgain() {
        System.clearProperty(NO_METADATA);
    }

    private static TargetSettings.DynamoDb settings(@Nullable String region, @Nullable String uri, boolean insecure) {
        return new TargetSettings.DynamoDb(
                region, uri == null ? null : URI.create(uri), Map.of(), 0, 0, false, insecure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000", "http://db.localhost:80"})
    void plainHttpToThisMachineNeedsNothing(String uri) {
        Endpoint endpoint = Endpoint.of(settings(null, uri, false));

        assertThat(endpoint.isLoopback()).isTrue();
        assertThat(endpoint.kind()).isEqualTo("local");
        assertThat(endpoint.region().id()).isEqualTo("us-east-1");
        assertThat(Credentials.of(endpoint).resolveCredentials().accessKeyId()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://db.internal:8000", "http://127.0.0.1.example.com:8000", "http://localhost.com"})
    void plainHttpToAnotherHostIsRefused(String uri) {
        assertThatThrownBy(() -> Endpoint.of(settings("eu-west-1", uri, false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("endpoint \"" + uri + "\" is plain http to another host; use https, or write insecure: true"
                        + " under \"dynamodb\"");
        assertThat(Endpoint.of(settings("eu-west-1", uri, true)).kind()).isEqualTo("custom");
    }

    @Test
    void aMissingRegionIsNamed() {
        assumeNothingIsConfigured();

        assertThatThrownBy(() -> Endpoint.of(settings(null, null, false)).region())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("no AWS region is set; write \"region\" under \"dynamodb\" in the job file, or set"
                        + " AWS_REGION");
    }

    @Test
    void missingCredentialsAreNamed() {
        assumeNothingIsConfigured();

        assertThatThrownBy(() -> Credentials.of(Endpoint.of(settings("eu-west-1", null, false))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
                        + " AWS_PROFILE, or run where a role is attached");
    }

    private static void assumeNothingIsConfigured() {
        boolean environment = System.getenv().keySet().stream().anyMatch(CONFIGURES::contains);
        boolean files = Files.exists(Path.of(System.getProperty("user.home"), ".aws"));
        assumeTrue(!environment && !files, "this machine is configured for AWS");
    }
}
