package io.rowlift.cli;

import static io.rowlift.report.Figures.count;

import io.rowlift.cli.demo.DemoFiles;
import io.rowlift.cli.demo.DemoQueries;
import io.rowlift.cli.demo.DemoQueries.Asked;
import io.rowlift.cli.demo.DemoServers;
import io.rowlift.cli.demo.ShopDatabase;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.Value;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.report.Figures;
import io.rowlift.target.ItemTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "Run the main job on servers that Rowlift brings along.",
        description = {
            "Starts a real PostgreSQL and DynamoDB Local, fills a shop with more than 50,000 rows, and runs the commands"
                    + " that you would run: migrate, verify, render. Then asks one query per access pattern and compares"
                    + " its count with SQL. Needs no Docker, account or configuration; takes about a minute.",
            "",
            "Job file, mapping and state stay in .rowlift/demo in the working directory to be looked at.",
            ""
        })
final class DemoCommand implements Callable<Integer> {

    private static final int ITEMS_PER_QUERY = 2;
    private static final int MOST_COLUMNS = 160;

    private final Context context;

    @Option(
            names = "--keep",
            description =
                    "Keep the servers running afterwards, until Enter is pressed, so that other commands can be tried.")
    private boolean keep;

    @Option(names = "--no-progress", description = "No bars on a terminal, but a line every ten seconds.")
    private boolean noProgress;

    @Option(names = "--debug", description = "On an error, write stack traces to .rowlift/demo/debug.log.")
    private boolean debug;

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        JobOptions options = new JobOptions();
        options.debug = debug;
        options.noProgress = noProgress;
        Invocation invocation = new Invocation(context, "demo", options);
        return invocation.end(this::demo);
    }

    private ExitCode demo() {
        Instant begin = Instant.now();
        Path directory = context.stateRoot().resolve("demo");
        try (DemoFiles files = DemoFiles.begin(directory)) {
            say("Starting PostgreSQL and DynamoDB Local ...");
            try (DemoServers servers =
                    DemoServers.start(System.getProperty(DemoServers.CLASSPATH), files.serversLog())) {
                return withServers(servers, files, begin);
            }
        }
    }

    private ExitCode withServers(DemoServers servers, DemoFiles files, Instant begin) {
        Duration started = Duration.between(begin, Instant.now());
        say("Both run after " + Figures.duration(started) + ". Filling the shop ...");
        Instant seeding = Instant.now();
        try (ShopDatabase shop = ShopDatabase.seed(servers)) {
            say("The shop has " + count(shop.rows(), "row") + " in 5 tables after "
                    + Figures.duration(Duration.between(seeding, Instant.now())) + ".");
            Path job = files.write(servers);
            ExitCode exit = commands(job);
            if (exit == ExitCode.DONE) {
                exit = queries(job, shop);
            }
            say("");
            say((exit == ExitCode.DONE ? "The demo took " : "The demo ended after ")
                    + Figures.duration(Duration.between(begin, Instant.now())) + ".");
            if (exit == ExitCode.DONE) {
                next(job);
            }
            return exit;
        }
    }

    private ExitCode commands(Path job) {
        for (List<String> arguments : List.of(
                List.of("migrate", job.toString()),
                List.of("verify", job.toString()),
                List.of("render", job.toString(), "Order", "17"))) {
            ExitCode exit = command(arguments);
            if (exit != ExitCode.DONE) {
                return exit;
            }
        }
        return ExitCode.DONE;
    }

    /** Runs a command as a user would type it. */
    private ExitCode command(List<String> arguments) {
        say("");
        say("$ rowlift " + String.join(" ", arguments));
        List<String> all = new ArrayList<>(arguments);
        if (noProgress) {
            all.add("--no-progress");
        }
        return ExitCode.of(Rowlift.commandLine(context).execute(all.toArray(String[]::new)));
    }

    private ExitCode queries(Path file, ShopDatabase shop) {
        say("");
        say("One query per access pattern of the mapping, and what its SQL counts in the source:");
        Job job = context.parts().job(file);
        Mapping mapping = context.parts().mapping(job);
        boolean equal = true;
        try (ItemTarget target = context.parts().target(job, mapping, "", new RunSignal())) {
            for (Asked asked : DemoQueries.ask(mapping, target.reader(), shop, ITEMS_PER_QUERY)) {
                print(asked, mapping);
                equal &= asked.expected() < 0
                        || asked.expected() == asked.answer().count();
            }
        }
        return equal ? ExitCode.DONE : ExitCode.DIFFERENCES;
    }

    private void print(Asked asked, Mapping mapping) {
        String sql = asked.expected() < 0 ? "" : ", SQL counts " + count(asked.expected());
        say("");
        say("  " + asked.name() + ": " + asked.question());
        say("    " + count(asked.answer().count(), "item") + sql);
        for (Map<String, Value> item : asked.answer().items()) {
            String text = ItemText.of(keysFirst(item, mapping));
            say("    " + (text.length() <= MOST_COLUMNS ? text : text.substring(0, MOST_COLUMNS) + " ..."));
        }
    }

    /** DynamoDB returns attributes in no order at all. */
    private static Map<String, Value> keysFirst(Map<String, Value> item, Mapping mapping) {
        Map<String, Value> ordered = new LinkedHashMap<>();
        for (TableDesign table : mapping.tables().values()) {
            for (KeyAttribute key : table.key()) {
                if (item.containsKey(key.name())) {
                    ordered.put(key.name(), item.get(key.name()));
                }
            }
        }
        new TreeMap<>(item).forEach(ordered::putIfAbsent);
        return ordered;
    }

    private void next(Path job) {
        say("Next: the mapping is \"" + job.resolveSibling("shop.dynamodb.yaml") + "\", the job \"" + job + "\".");
        if (!keep) {
            say("      rowlift demo --keep   leaves the servers running, to try other commands");
            say("      docs/getting-started.md   goes on with a database of your own");
            return;
        }
        say("      " + JobText.command("render", job, "User", "4"));
        say("      " + JobText.command("status", job));
        say("The servers run until Enter is pressed.");
        try {
            if (System.in.read() < 0) {
                say("Standard input is closed.");
            }
        } catch (IOException e) {
            say("Standard input cannot be read.");
        }
    }

    private void say(String line) {
        PrintWriter out = context.terminal().out();
        out.println(line);
        out.flush();
    }
}
