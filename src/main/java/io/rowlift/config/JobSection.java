package io.rowlift.config;

import io.rowlift.plan.H2Url;
import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.Problem;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a job file from its tree, references resolved. */
final class JobSection {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Path file;
    private final Scope scope;

    JobSection(Path file, Scope scope) {
        this.file = file;
        this.scope = scope;
    }

    Job read(Node node) {
        Fields fields = Fields.open(node, Keys.JOB, scope);
        ConfigFile.checkVersion(fields);
        String name = name(fields);
        SourceSettings source = SourceSection.read(fields.node("source"), fields);
        TargetSettings target = TargetSection.read(fields.node("target"), fields);
        return new Job(
                file,
                name,
                mapping(fields, target),
                source,
                target,
                load(fields, source.connections()),
                rejects(fields),
                state(fields, name),
                SyncSection.read(fields));
    }

    /** Only a copy of tables can do without one. */
    private @Nullable Path mapping(Fields fields, TargetSettings target) {
        if (fields.has("mapping")) {
            return path(fields, "mapping", Path.of(""));
        }
        if (target instanceof TargetSettings.DynamoDb) {
            fields.scope().report(fields.location(), "key \"mapping\" is missing", null);
        }
        return null;
    }

    private static String name(Fields fields) {
        String name = fields.text("name");
        Node node = fields.node("name");
        if (node != null && !name.isEmpty() && !NAME.matcher(name).matches()) {
            Scalars.wrong(
                    node,
                    "\"name\"",
                    "1 to 64 letters, digits, \"_\", \"-\" or \".\", beginning with a letter or digit",
                    "the state's directory is named after it",
                    fields.scope());
        }
        return name;
    }

    private static Job.Load load(Fields job, int connections) {
        Node node = job.node("load");
        int workers = Math.min(Job.Load.DEFAULT.workers(), connections);
        if (node == null) {
            return new Job.Load(workers, Job.Load.DEFAULT.chunk(), Job.Load.DEFAULT.rangeRows());
        }
        Fields load = Fields.open(node, Keys.LOAD, job.scope().in("load"));
        long wanted = load.count("workers", 1, 256, workers);
        if (wanted > connections) {
            load.scope()
                    .report(
                            load.location("workers"),
                            "\"workers\" is " + wanted + ", but \"connections\" of the source is " + connections,
                            "each worker needs a connection of its own");
        }
        return new Job.Load(
                (int) wanted,
                (int) load.count("chunk", 1, 100_000, Job.Load.DEFAULT.chunk()),
                load.count("rangeRows", 1, 1_000_000_000_000L, Job.Load.DEFAULT.rangeRows()));
    }

    private static RejectLimit rejects(Fields job) {
        Node node = job.node("rejects");
        if (node == null) {
            return RejectLimit.NONE;
        }
        Fields rejects = Fields.open(node, Keys.REJECTS, job.scope().in("rejects"));
        Node limit = rejects.node("limit");
        String text = rejects.text("limit");
        BigDecimal share = Scalars.share(text);
        if (share != null && share.compareTo(BigDecimal.ONE) <= 0) {
            return new RejectLimit(share, true);
        }
        if (limit == null || text.isEmpty()) {
            return RejectLimit.NONE;
        }
        if (!text.matches("[0-9]{1,18}")) {
            Scalars.wrong(limit, "\"limit\"", "rows (100) or a share of up to 100% (0.1%)", null, rejects.scope());
            return RejectLimit.NONE;
        }
        return new RejectLimit(new BigDecimal(text), false);
    }

    private Job.State state(Fields job, String name) {
        Path standard = Path.of(".rowlift").resolve(NAME.matcher(name).matches() ? name : "broken");
        Node node = job.node("state");
        if (node == null) {
            return new Job.State(null, null, null, standard);
        }
        Fields state = Fields.open(node, Keys.STATE, job.scope().in("state"));
        String url = state.textOrNull("url");
        boolean insecure = state.flag("insecure");
        if (url != null) {
            checkStore(url, insecure, state);
        }
        Secret password = Credentials.password(state);
        return new Job.State(url, state.textOrNull("username"), password, path(state, "directory", standard), insecure);
    }

    private static void checkStore(String url, boolean insecure, Fields state) {
        if (JdbcUrl.holdsCredentials(url)) {
            Credentials.refuseInUrl(state);
            return;
        }
        JdbcUrl parsed = JdbcUrl.parse(url);
        List<Problem> problems;
        if (parsed != null) {
            problems = parsed.problems(insecure);
        } else if (H2Url.isOne(url)) {
            problems = H2Url.problems(url, insecure);
        } else {
            problems = List.of(new Problem(
                    null,
                    "\"url\" is no JDBC URL of a store that can hold the state",
                    "it begins with jdbc:h2:, jdbc:postgresql://, jdbc:mysql:// or jdbc:mariadb://"));
        }
        problems.forEach(p -> state.scope().report(state.location("url"), p.message(), p.remedy()));
    }

    private Path path(Fields fields, String key, Path fallback) {
        String text = fields.textOrNull(key);
        if (text == null) {
            return fallback;
        }
        try {
            return file.resolveSibling(text).normalize();
        } catch (InvalidPathException e) {
            fields.scope().report(fields.location(key), "\"" + key + "\" is not a path on this system", null);
            return fallback;
        }
    }
}
