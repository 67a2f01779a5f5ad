package io.rowlift.target.dynamodb;

import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.ConfigurationException;
import java.net.URI;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Where requests go: AWS, or a server that speaks the same protocol. */
final class Endpoint {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    /** DynamoDB Local signs nothing, but the SDK signs every request for some region. */
    private static final Region ANY_REGION = Region.US_EAST_1;

    private final TargetSettings.DynamoDb settings;

    private Endpoint(TargetSettings.DynamoDb settings) {
        this.settings = settings;
    }

    /**
     * Looks where the settings lead.
     *
     * @throws ConfigurationException when item values would travel in the clear
     */
    static Endpoint of(TargetSettings.DynamoDb settings) {
        URI uri = settings.endpoint();
        if (uri != null && "http".equals(uri.getScheme()) && !isLoopback(uri) && !settings.insecure()) {
            throw new ConfigurationException(
                    "endpoint \"" + uri + "\" is plain http to another host",
                    "use https, or write insecure: true under \"dynamodb\"");
        }
        return new Endpoint(settings);
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
    }

    boolean isLoopback() {
        URI uri = settings.endpoint();
        return uri != null && isLoopback(uri);
    }

    /**
     * Returns the region: the job's, else the environment's. A loopback endpoint never asks further: on a machine
     * outside of AWS the last link of the SDK's chain waits for a service that does not exist.
     */
    Region region() {
        if (settings.region() != null) {
            return Region.of(settings.region());
        }
        if (isLoopback()) {
            return ANY_REGION;
        }
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            throw new ConfigurationException(
                    "no AWS region is set", "write \"region\" under \"dynamodb\" in the job file, or set AWS_REGION");
        }
    }

    /** Returns the kind of endpoint; hosts are no part of a migration's identity. */
    String kind() {
        if (settings.endpoint() == null) {
            return "aws";
        }
        return isLoopback() ? "local" : "custom";
    }

    @Override
    public String toString() {
        return settings.endpoint() == null ? "DynamoDB in " + region().id() : "DynamoDB at " + settings.endpoint();
    }
}
