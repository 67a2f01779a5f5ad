package io.rowlift.config;

import io.rowlift.copy.CopyMapping;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Job files: from where, to where, by which mapping and how. */
public final class JobFiles {

    private JobFiles() {}

    /**
     * Reads a job file. Paths in it are relative to it; only the state's default directory, {@code .rowlift/<job name>},
     * is relative to the working directory. Neither the mapping file nor the network is touched.
     *
     * @param environment where {@code ${...}} references get their values from
     * @throws ConfigurationException with everything that is wrong in the file
     */
    public static Job read(Path file, Environment environment) {
        Problems problems = new Problems();
        Node node = ConfigFile.open(file, problems);
        Node resolved = new Interpolation(file, environment, problems).resolve(node);
        Job job = new JobSection(file, new Scope("", problems)).read(resolved);
        ConfigFile.throwIfAny(problems);
        return job;
    }

    /**
     * Returns what a job copies to its relational target: by its mapping file, or everything as it is.
     *
     * @throws ConfigurationException with everything that is wrong in the mapping file, or when it is for a target of
     *     the other family
     */
    public static CopyMapping copyMapping(Job job, TargetSettings.Relational target) {
        Path file = job.mapping();
        if (file == null) {
            return CopyMapping.everything(job.file().toString(), target.kind());
        }
        CopyMapping mapping = MappingFiles.readCopy(file);
        if (mapping.target().family() != target.kind().family()) {
            throw new ConfigurationException(List.of(new Problem(
                    line(job, "target", target.kind().word()),
                    "the target is \"" + target.kind().word() + "\", and " + mapping.file() + " is for \""
                            + mapping.target().word() + "\"",
                    "a mapping is for one family: neon and postgresql, or planetscale and mysql")));
        }
        return mapping;
    }

    /**
     * Checks what a job says about its mapping's tables: that it renames only tables which the mapping has, and that
     * every table ends up with a name of its own that DynamoDB allows.
     *
     * @throws ConfigurationException with everything that does not fit
     */
    public static void requireFit(Job job, Mapping mapping) {
        Problems problems = new Problems();
        if (job.target() instanceof TargetSettings.DynamoDb target) {
            target.tables().keySet().stream()
                    .filter(name -> !mapping.tables().containsKey(name))
                    .forEach(name -> problems.add(
                            table(job, name),
                            "\"tables\" names \"" + name + "\", which " + mapping.file() + " does not have",
                            Suggestion.didYouMean(name, mapping.tables().keySet())));
            Map<String, String> owners = new HashMap<>();
            for (String table : mapping.tables().keySet()) {
                String physical = target.physicalName(table);
                if (!TableNames.valid(physical)) {
                    boolean renamed = target.tables().containsKey(table);
                    problems.add(
                            renamed
                                    ? table(job, table)
                                    : Objects.requireNonNull(mapping.tables().get(table))
                                            .location(),
                            "table \"" + table + "\" would be named \"" + physical + "\", DynamoDB wants "
                                    + TableNames.RULE,
                            "rename it in " + job.file() + " with tables: { " + table + ": ... } under \"dynamodb\"");
                }
                String other = owners.putIfAbsent(physical, table);
                if (other != null) {
                    problems.add(
                            table(job, target.tables().containsKey(table) ? table : other),
                            "the tables \"" + other + "\" and \"" + table + "\" would both be \"" + physical + "\"",
                            "give them different names in \"tables\"");
                }
            }
        }
        ConfigFile.throwIfAny(problems);
    }

    private static Location table(Job job, String name) {
        return line(job, "target", "dynamodb", "tables", name);
    }

    /**
     * Returns where a key stands in a job's file, or the last of those that lead to it. A job is a value without lines:
     * what is found out later, beside a mapping, is looked up again.
     */
    private static Location line(Job job, String... path) {
        Node node = ConfigFile.open(job.file(), new Problems());
        Location line = node.location();
        for (String key : path) {
            Node.Entry entry =
                    node instanceof Node.Block block ? block.entries().get(key) : null;
            if (entry == null) {
                return line;
            }
            line = entry.location();
            node = entry.value();
        }
        return line;
    }
}
