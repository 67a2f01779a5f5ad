package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.config.SourceOptions;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Suggestion;
import io.rowlift.report.Figures;
import io.rowlift.schema.Structure.Other;
import io.rowlift.source.Source;
import io.rowlift.suggest.Design;
import io.rowlift.suggest.Introspection;
import io.rowlift.suggest.JobFileText;
import io.rowlift.suggest.LeftOut;
import io.rowlift.suggest.MappingText;
import io.rowlift.target.Translation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "suggest",
        header = "Print a commented mapping for an existing database, to start from.",
        description = {
            "Looks at the source's tables, keys and foreign keys, never at its rows, and prints a mapping that migrates"
                    + " everything as it is. For DynamoDB: item collections along foreign keys, indexes and access patterns"
                    + " from foreign and unique keys. For relational targets: the tables, and what the target holds"
                    + " otherwise. What to beware of stands in comments. The same schema gives the same file.",
            ""
        })
final class SuggestCommand implements Callable<Integer> {

    private static final String DYNAMODB = "dynamodb";
    private static final Map<String, Kind> RELATIONAL =
            Stream.of(Kind.values()).collect(Collectors.toMap(Kind::word, Function.identity()));

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

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "What the mapping is for: dynamodb (the default), neon, postgresql, planetscale or mysql.")
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
        Kind kind = RELATIONAL.get(target);
        return kind == null
                ? items(invocation, files, options, settings)
                : copy(kind, invocation, files, options, settings);
    }

    private ExitCode items(
            Invocation invocation, SuggestedFiles files, SourceOptions options, SourceSettings settings) {
        Introspection found = invocation.stoppable(signal -> {
            try (Source source = invocation.parts().source(settings, signal)) {
                return introspection(
                        source, settings, options, source.watch().structure().others());
            }
        });
        requireKnownSchemas(found);
        Design design = Design.of(found);
        String name = JobFileText.name(options.database());
        String mapping = MappingText.of(design, name);
        PrintWriter err = invocation.terminal().err();
        output(invocation, files, mapping, reference -> JobFileText.of(name, reference, url, username, reference()));
        report(design, err);
        files.report(err);
        return invocation.result(ExitCode.DONE, generator -> write(generator, design, mapping));
    }

    private ExitCode copy(
            Kind kind, Invocation invocation, SuggestedFiles files, SourceOptions options, SourceSettings settings) {
        String database = options.database();
        CopySuggestion suggestion = invocation.stoppable(signal -> {
            try (Source source = invocation.parts().source(settings, signal)) {
                requireKnownSchemas(introspection(source, settings, options, List.of()));
                Translation translation = invocation.parts().copies().translation(kind);
                return CopySuggestion.of(source, translation, kind, database, schemas);
            }
        });
        String name = JobFileText.name(database);
        output(
                invocation,
                files,
                suggestion.text(),
                file -> JobFileText.of(name, file, url, username, reference(), kind));
        PrintWriter err = invocation.terminal().err();
        err.println(Figures.count(suggestion.tables(), "table") + " of \"" + database + "\" for \"" + target + "\".");
        suggestion.leftOut().forEach(left -> err.println("Cannot be read: " + left.name() + ": " + left.reason()));
        files.report(err);
        return invocation.result(ExitCode.DONE, generator -> {
            generator.writeStringField("database", database);
            generator.writeNumberField("tables", suggestion.tables());
            write(generator, suggestion.leftOut());
            generator.writeStringField("mapping", suggestion.text());
        });
    }

    private Introspection introspection(
            Source source, SourceSettings settings, SourceOptions options, List<Other> others) {
        return new Introspection(
                settings.product(), options.database(), source.tables(), source.unread(), schemas, others);
    }

    private String reference() {
        return password == null ? SourceOptions.PASSWORD : password;
    }

    private void output(Invocation invocation, SuggestedFiles files, String mapping, UnaryOperator<String> jobText) {
        boolean written = files.write(mapping, jobText);
        if (!written && !json) {
            invocation.terminal().out().print(mapping);
            invocation.terminal().out().flush();
        }
    }

    private static void write(JsonGenerator json, Design design, String mapping) throws IOException {
        json.writeStringField("database", design.database());
        json.writeNumberField("entities", design.entities().size());
        json.writeNumberField("indexes", design.indexes());
        json.writeNumberField("patterns", design.questions().size());
        write(json, design.leftOut());
        json.writeStringField("mapping", mapping);
    }

    private static void write(JsonGenerator json, List<LeftOut> leftOut) throws IOException {
        json.writeArrayFieldStart("leftOut");
        for (LeftOut left : leftOut) {
            json.writeStartObject();
            json.writeStringField("table", left.name().toString());
            json.writeStringField("reason", left.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void requireKnownTarget() {
        List<String> known = new ArrayList<>(List.of(DYNAMODB));
        Stream.of(Kind.values()).map(Kind::word).forEach(known::add);
        if (!known.contains(target)) {
            String meant = Suggestion.didYouMean(target, known);
            throw Invocation.usage(
                    "--target " + target + " is unknown",
                    meant != null ? meant : "it is one of " + String.join(", ", known));
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
