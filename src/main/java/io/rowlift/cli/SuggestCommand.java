package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.config.SourceOptions;
import io.rowlift.plan.SourceSettings;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Suggestion;
import io.rowlift.report.Figures;
import io.rowlift.source.Source;
import io.rowlift.suggest.Design;
import io.rowlift.suggest.Introspection;
import io.rowlift.suggest.JobFileText;
import io.rowlift.suggest.LeftOut;
import io.rowlift.suggest.MappingText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "suggest",
        header = "Print a commented mapping for an existing database, to start from.",
        description = {
            "Looks at the source's tables, keys and foreign keys, never at its rows, and prints a mapping that migrates"
                    + " everything as it is: item collections along foreign keys, indexes and access patterns from foreign"
                    + " and unique keys, and what to beware of as comments. The same schema gives the same file.",
            ""
        })
final class SuggestCommand implements Callable<Integer> {

    private static final String DYNAMODB = "dynamodb";
    private static final List<String> RELATIONAL = List.of("neon", "planetscale", "postgresql", "mysql");

    private final Context context;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "URL",
            description =
                    "JDBC URL of the database: jdbc:postgresql:, jdbc:mysql: or jdbc:mariadb:, without credentials.")
    private String url = "";

    @Option(names = "--username", required = true, paramLabel = "NAME", description = "The login, or '$${NAME}'.")
    private String username = "";

    @Option(
            names = "--password",
            paramLabel = "REFERENCE",
            description =
                    "Where its password is: '$${NAME}' for an environment variable, or '$${file:/path}'. Without it,"
                            + " ROWLIFT_PASSWORD, or a question on a terminal.")
    private @Nullable String password;

    @Option(names = "--insecure", description = "Allow an unencrypted connection to another host.")
    private boolean insecure;

    @Option(names = "--target", paramLabel = "TARGET", description = "What the mapping is for: dynamodb, the default.")
    private String target = DYNAMODB;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "Only tables of this schema. Can be given more than once.")
    private List<String> schemas = List.of();

    @Option(names = "--output", paramLabel = "FILE", description = "Write the mapping to a file.")
    private @Nullable Path output;

    @Option(
            names = "--job",
            paramLabel = "FILE",
            description = "Also write a job file that goes with it. Needs --output.")
    private @Nullable Path job;

    @Option(names = "--force", description = "Overwrite files that exist.")
    private boolean force;

    @Option(
            names = "--json",
            description =
                    "Print the result as one JSON document on standard output; everything else goes to standard error.")
    private boolean json;

    @Option(names = "--debug", description = "On an error, write stack traces to .rowlift/debug.log.")
    private boolean debug;

    SuggestCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        JobOptions options = new JobOptions();
        options.debug = debug;
        options.json = json;
        Invocation invocation = new Invocation(context, "suggest", options);
        return invocation.end(() -> suggest(invocation));
    }

    private ExitCode suggest(Invocation invocation) {
        requireKnownTarget();
        if (job != null && output == null) {
            throw Invocation.usage("--job needs a mapping file to refer to", "add --output FILE");
        }
        SuggestedFiles files = new SuggestedFiles(output, job, force);
        files.requireRoom();
        SourceOptions options = new SourceOptions(url, username, password, insecure);
        SourceSettings settings = invocation.parts().settings(options);
        Introspection found = invocation.stoppable(signal -> {
            try (Source source = invocation.parts().source(settings, signal)) {
                return new Introspection(
                        settings.product(), options.database(), source.tables(), source.unread(), schemas);
            }
        });
        requireKnownSchemas(found);
        Design design = Design.of(found);
        String name = JobFileText.name(options.database());
        String mapping = MappingText.of(design, name);
        PrintWriter err = invocation.terminal().err();
        boolean written = files.write(
                mapping,
                reference -> JobFileText.of(
                        name, reference, url, username, password == null ? SourceOptions.PASSWORD : password));
        if (!written && !json) {
            invocation.terminal().out().print(mapping);
            invocation.terminal().out().flush();
        }
        report(design, err);
        files.report(err);
        return invocation.result(ExitCode.DONE, generator -> write(generator, design, mapping));
    }

    private static void write(JsonGenerator json, Design design, String mapping) throws IOException {
        json.writeStringField("database", design.database());
        json.writeNumberField("entities", design.entities().size());
        json.writeNumberField("indexes", design.indexes());
        json.writeNumberField("patterns", design.questions().size());
        json.writeArrayFieldStart("leftOut");
        for (LeftOut left : design.leftOut()) {
            json.writeStartObject();
            json.writeStringField("table", left.name().toString());
            json.writeStringField("reason", left.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("mapping", mapping);
    }

    private void requireKnownTarget() {
        if (RELATIONAL.contains(target)) {
            throw Invocation.usage(
                    "--target " + target + ": mappings for relational targets cannot be suggested yet",
                    "this version suggests for \"dynamodb\"");
        }
        if (!target.equals(DYNAMODB)) {
            String meant = Suggestion.didYouMean(target, List.of(DYNAMODB));
            throw Invocation.usage(
                    "--target " + target + " is unknown", meant != null ? meant : "this version knows \"dynamodb\"");
        }
    }

    private void requireKnownSchemas(Introspection found) {
        TreeSet<String> known = new TreeSet<>();
        found.tables().forEach(table -> known.add(table.name().schema()));
        found.unread().forEach(table -> known.add(table.name().schema()));
        for (String schema : schemas) {
            if (!known.contains(schema)) {
                String meant = Suggestion.didYouMean(schema, known);
                throw new ConfigurationException(
                        "the source has no schema \"" + schema + "\" with a table that the login can see",
                        meant != null ? meant : "it has " + String.join(", ", known));
            }
        }
    }

    private static void report(Design design, PrintWriter err) {
        err.println(Figures.count(design.entities().size(), "table") + " of \"" + design.database()
                + "\" in one DynamoDB table with "
                + (design.indexes() == 1 ? "1 index" : design.indexes() + " indexes") + " and "
                + Figures.count(design.questions().size(), "candidate access pattern") + ".");
        design.leftOut().forEach(left -> err.println("Not in the mapping: " + left.name() + ": " + left.reason()));
        err.flush();
    }
}
