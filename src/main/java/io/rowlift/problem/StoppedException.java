package io.rowlift.problem;

import java.util.List;

/** The user stopped the run, which can be continued: exit code 5. */
public final class StoppedException extends RowliftException {

    private static final long serialVersionUID = 1;

    /** Ends because of a stop request, for example Ctrl-C. */
    public StoppedException(String message) {
        super(List.of(new Problem(null, message, null)), null);
    }
}
