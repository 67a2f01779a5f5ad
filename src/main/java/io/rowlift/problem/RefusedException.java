package io.rowlift.problem;

import java.util.List;

/** A check refused the run before anything was written: exit code 3. */
public final class RefusedException extends RowliftException {

    private static final long serialVersionUID = 1;

    /** Ends with everything that the checks found. */
    public RefusedException(List<Problem> problems) {
        super(problems, null);
    }

    /** Ends with a single refusal and its remedy. */
    public RefusedException(String message, String remedy) {
        this(List.of(new Problem(null, message, remedy)));
    }
}
