package io.rowlift.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run failed part of the way and can be continued: exit code 4. */
public final class FailedException extends RowliftException {

    private static final long serialVersionUID = 1;

    /**
     * Ends with a failure.
     *
     * @param message what failed, free of row values: messages of drivers and services must be sanitised before
     * @param remedy what to do before the run is continued
     * @param cause the origin, for the debug log only; never printed as it is
     */
    public FailedException(String message, @Nullable String remedy, @Nullable Throwable cause) {
        super(List.of(new Problem(null, message, remedy)), cause);
    }
}
