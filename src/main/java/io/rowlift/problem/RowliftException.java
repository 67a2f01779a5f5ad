package io.rowlift.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An end of the program that a user has to know about. Its subclasses are the classes of exit codes; messages hold
 * keys and names, never row values or credentials.
 */
public abstract class RowliftException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    RowliftException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    /** Returns what is wrong, at least one problem. */
    public List<Problem> problems() {
        return problems;
    }
}
