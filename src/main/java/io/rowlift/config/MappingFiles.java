package io.rowlift.config;

import io.rowlift.copy.CopyMapping;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;

/** Mapping files: what is read and what it becomes, one kind of file for DynamoDB and one for relational targets. */
public final class MappingFiles {

    private MappingFiles() {}

    /**
     * Reads a mapping file for DynamoDB. Whether its tables and columns exist is checked when it is compiled against a
     * source.
     *
     * @throws ConfigurationException with everything that is wrong in the file
     */
    public static Mapping read(Path file) {
        return read(file, List.of(MappingSection.TARGET), (node, scope) -> MappingSection.read(file, node, scope));
    }

    /**
     * Reads a mapping file for a relational target. Whether its tables and columns exist is checked when the copy is
     * planned.
     *
     * @throws ConfigurationException with everything that is wrong in the file
     */
    public static CopyMapping readCopy(Path file) {
        return read(file, Words.RELATIONAL.keySet(), (node, scope) -> CopySection.read(file, node, scope));
    }

    private static <M> M read(Path file, Collection<String> targets, BiFunction<Node, Scope, M> section) {
        Problems problems = new Problems();
        Node node = ConfigFile.open(file, problems);
        requireTarget(node, targets, new Scope("", problems));
        ConfigFile.throwIfAny(problems);
        VariableCheck.check(node, problems);
        M mapping = section.apply(node, new Scope("", problems));
        ConfigFile.throwIfAny(problems);
        return mapping;
    }

    /** Reports a file for another target: its keys are others, so nothing else is read. */
    private static void requireTarget(Node node, Collection<String> targets, Scope scope) {
        Node.Entry entry = node instanceof Node.Block block ? block.entries().get("target") : null;
        if (entry == null
                || !(entry.value() instanceof Node.Text text)
                || targets.contains(text.value())
                || text.value().isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(List.of(MappingSection.TARGET));
        all.addAll(Words.RELATIONAL.keySet());
        if (all.contains(text.value())) {
            scope.report(
                    text.location(),
                    "the mapping is for the target \"" + text.value() + "\", and the job's target is "
                            + (targets.size() == 1 ? "\"" + MappingSection.TARGET + "\"" : "a relational one"),
                    "give the job another \"mapping\" or another \"target\"");
        } else {
            Scalars.wrong(
                    text, "\"target\"", "one of " + Fields.list(all), Suggestion.didYouMean(text.value(), all), scope);
        }
    }
}
