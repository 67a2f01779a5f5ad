package io.rowlift.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong, so that a user mends a file once and not once per mistake. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem whose message says everything. */
    public void add(@Nullable Location location, String message) {
        found.add(new Problem(location, message, null));
    }

    /** Adds a problem with its remedy, for example {@code did you mean "order_id"?}; a null remedy is left out. */
    public void add(@Nullable Location location, String message, @Nullable String remedy) {
        found.add(new Problem(location, message, remedy));
    }

    /** Returns whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns the problems in the order in which they were found. */
    public List<Problem> list() {
        return List.copyOf(found);
    }

    /**
     * Ends a check of what the user wrote.
     *
     * @throws ConfigurationException with all problems, if there is one
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }
}
