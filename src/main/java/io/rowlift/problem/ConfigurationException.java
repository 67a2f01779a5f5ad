package io.rowlift.problem;

import java.util.List;

/** What the user wrote cannot be used: exit code 2. */
public final class ConfigurationException extends RowliftException {

    private static final long serialVersionUID = 1;

    /** Ends with all problems of the files or options at hand. */
    public ConfigurationException(List<Problem> problems) {
        super(problems, null);
    }

    /** Ends with a single problem that no file is to blame for. */
    public ConfigurationException(String message, String remedy) {
        this(List.of(new Problem(null, message, remedy)));
    }
}
