package io.rowlift.source.mysql.log;

/** An event has not the form that the protocol gives it. Holds no values. */
final class BrokenEventException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenEventException(String message) {
        super(message);
    }
}
