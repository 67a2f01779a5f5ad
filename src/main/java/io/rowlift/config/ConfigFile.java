package io.rowlift.config;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import java.nio.file.Path;
import java.util.Comparator;

/** What both kinds of files have in common: their way from the disk to a tree, and the end with all problems. */
final class ConfigFile {

    private ConfigFile() {}

    /**
     * Returns the tree of a file.
     *
     * @throws ConfigurationException if the file is not there, not text or not YAML
     */
    static Node open(Path file, Problems problems) {
        String text = FileText.read(file, problems);
        Node node = text == null ? null : YamlReader.read(file.toString(), text, problems);
        if (node == null) {
            throw sorted(problems);
        }
        return node;
    }

    /** Ends with all problems, if there is one. */
    static void throwIfAny(Problems problems) {
        if (!problems.isEmpty()) {
            throw sorted(problems);
        }
    }

    /** Checks the {@code version} that both kinds of files begin with. */
    static void checkVersion(Fields fields) {
        Node node = fields.node("version");
        String version = fields.textOrNull("version");
        if (node != null && version != null && !version.equals("1")) {
            Scalars.wrong(node, "\"version\"", "1", "this Rowlift reads version 1 of its files", fields.scope());
        }
    }

    /** In the order of the file: reading finds them in the order of the checks. */
    private static ConfigurationException sorted(Problems problems) {
        return new ConfigurationException(problems.list().stream()
                .sorted(Comparator.comparingInt(ConfigFile::line))
                .toList());
    }

    private static int line(Problem problem) {
        Location location = problem.location();
        return location == null ? 0 : location.line();
    }
}
