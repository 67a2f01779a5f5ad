package io.rowlift.config;

import io.rowlift.plan.Hosts;
import io.rowlift.plan.TargetSettings;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code target}. */
final class TargetSection {

    private static final TargetSettings.DynamoDb NOTHING =
            new TargetSettings.DynamoDb(null, null, Map.of(), 0, 0, false, false);

    private TargetSection() {}

    static TargetSettings read(@Nullable Node node, Fields job) {
        Scope scope = job.scope().in("target");
        if (node == null) {
            return NOTHING;
        }
        Fields fields = Fields.open(node, Keys.TARGET, scope);
        List<String> named = Keys.TARGET.all().stream().filter(fields::has).toList();
        TargetSettings first = null;
        for (String name : named) {
            TargetSettings settings = read(name, Objects.requireNonNull(fields.node(name)), scope.in(name));
            first = first == null ? settings : first;
        }
        if (named.isEmpty() && node instanceof Node.Block) {
            scope.report(node.location(), "it names no target", "write one of " + Fields.list(Keys.TARGET.all()));
        }
        for (String other : named.subList(Math.min(1, named.size()), named.size())) {
            scope.report(
                    fields.location(other),
                    Fields.quoted(other) + " is another target beside " + Fields.quoted(named.get(0)),
                    "a job has one");
        }
        return first == null ? NOTHING : first;
    }

    private static TargetSettings read(String name, Node node, Scope scope) {
        Kind kind = Words.RELATIONAL.get(name);
        return kind == null ? dynamodb(node, scope) : RelationalSection.read(kind, node, scope);
    }

    private static TargetSettings dynamodb(Node node, Scope scope) {
        // "dynamodb:" with nothing below is a whole answer: region and credentials of the environment
        Node block =
                node instanceof Node.Text text && text.missing() ? new Node.Block(Map.of(), node.location()) : node;
        Fields fields = Fields.open(block, Keys.DYNAMODB, scope);
        String region = fields.textOrNull("region");
        if (region != null && !region.matches("[a-z]{2,}(-[a-z0-9]+)*")) {
            scope.report(
                    fields.location("region"), "\"region\" is no name of an AWS region", "write it as in eu-west-1");
        }
        boolean insecure = fields.flag("insecure");
        return new TargetSettings.DynamoDb(
                region,
                endpoint(fields, insecure),
                tables(fields),
                (int) fields.count("maxWriteUnits", 1, 1_000_000_000, 0),
                (int) fields.count("maxReadUnits", 1, 1_000_000_000, 0),
                fields.flag("shared"),
                insecure);
    }

    private static Map<String, String> tables(Fields fields) {
        Map<String, String> tables = fields.textByName("tables");
        Map<String, Node.Entry> entries =
                fields.node("tables") instanceof Node.Block block ? block.entries() : Map.of();
        tables.forEach((table, physical) -> {
            if (!TableNames.valid(physical)) {
                fields.scope()
                        .report(
                                Objects.requireNonNull(entries.get(table)).location(),
                                "\"tables\" gives \"" + table + "\" a name that DynamoDB does not allow",
                                "use " + TableNames.RULE);
            }
        });
        return tables;
    }

    private static @Nullable URI endpoint(Fields fields, boolean insecure) {
        String text = fields.textOrNull("endpoint");
        if (text == null) {
            return null;
        }
        URI uri = uri(text);
        if (uri == null) {
            fields.scope()
                    .report(
                            fields.location("endpoint"),
                            "\"endpoint\" is no address of a server",
                            "write it as in http://localhost:8000, without a login or path");
        } else if (uri.getScheme().equals("http") && !Hosts.isLoopback(uri.getHost()) && !insecure) {
            fields.scope()
                    .report(
                            fields.location("endpoint"),
                            "\"endpoint\" is plain http to another host, \"" + uri.getHost() + "\"",
                            "use https, or write insecure: true under \"dynamodb\"");
        }
        return uri;
    }

    private static @Nullable URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null;
            return web && bare && uri.getRawPath().matches("/?") ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
