package io.rowlift.cli;

import io.rowlift.cli.console.CountWords;
import io.rowlift.job.MigrateOptions;
import io.rowlift.job.MigrationSummary;
import io.rowlift.plan.Job;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        header = "Load everything that a job selects; go on with an interrupted load.",
        description = {
            "Reads the job's source, renders items by its mapping and writes them to its target; or copies tables to a relational"
                    + " target: schema, rows, indexes, foreign keys, sequences. What has been written is recorded with"
                    + " every chunk: after a stop, a failure or a kill the same command goes on.",
            "",
            "Before the first write, source, mapping and target are checked, and the keys are proved or checked to be"
                    + " distinct. A check that fails changes nothing (exit code 3).",
            "",
            "The first Ctrl-C (or SIGTERM) finishes the chunks in hand and ends with exit code 5; the second one ends at"
                    + " once, which does no harm either.",
            ""
        })
final class MigrateCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions options = new JobOptions();

    @Option(
            names = "--restart",
            arity = "0..1",
            paramLabel = "UNIT",
            parameterConsumer = RestartArgument.class,
            description =
                    "Forget the checkpoints, of one entity or table or of all, and begin again. Items are overwritten, none is"
                            + " deleted; tables of a relational target are emptied. An entity that the mapping has dropped"
                            + " is only forgotten.")
    private @Nullable String restart;

    @Option(
            names = "--take-over",
            description =
                    "Accept target tables that carry another owner's mark, or content without a mark: rows of a relational"
                            + " target are deleted. Only after reading what the refusal says.")
    private boolean takeOver;

    @Option(
            names = "--verbose",
            description = "Say why the keys of an entity are not proved, and what would prove them.")
    private boolean verbose;

    MigrateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        options.verbose = verbose;
        Invocation invocation = new Invocation(context, "migrate", options);
        return invocation.end(() -> migrate(invocation));
    }

    private ExitCode migrate(Invocation invocation) {
        Job job = invocation.job();
        OpenLoad.Opening load = OpenLoad.of(invocation.parts(), job);
        invocation.goesOnWith(JobText.command("migrate", options.file));
        MigrateOptions how = new MigrateOptions("".equals(restart), entity(), takeOver);
        MigrationSummary summary =
                OpenMigration.run(invocation, job, load, (migration, listener) -> migration.migrate(how, listener));
        new MigrateText(job.name(), options.file, CountWords.of(job)).print(summary, invocation.text());
        return invocation.result(ExitCode.DONE, json -> MigrateJson.of(job).write(json, job.name(), summary));
    }

    private @Nullable String entity() {
        return restart == null || restart.isEmpty() ? null : restart;
    }
}
