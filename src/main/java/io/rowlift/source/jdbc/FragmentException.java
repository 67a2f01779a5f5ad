package io.rowlift.source.jdbc;

/** An SQL fragment of a mapping cannot be spliced into a statement. */
public final class FragmentException extends Exception {

    private static final long serialVersionUID = 1;

    /** Rejects a fragment; the reason stands after "…: ". */
    public FragmentException(String reason) {
        super(reason);
    }
}
