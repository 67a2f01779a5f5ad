package io.rowlift.config;

import io.rowlift.mapping.Mapping;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import java.nio.file.Path;

/** Mapping files: what is read for each entity and what it becomes. */
public final class MappingFiles {

    private MappingFiles() {}

    /**
     * Reads a mapping file. Whether its tables and columns exist is checked when it is compiled against a source.
     *
     * @throws ConfigurationException with everything that is wrong in the file
     */
    public static Mapping read(Path file) {
        Problems problems = new Problems();
        Node node = ConfigFile.open(file, problems);
        MappingSection.refuseOtherTargets(node, problems);
        ConfigFile.throwIfAny(problems);
        VariableCheck.check(node, problems);
        Mapping mapping = MappingSection.read(file, node, new Scope("", problems));
        ConfigFile.throwIfAny(problems);
        return mapping;
    }
}
