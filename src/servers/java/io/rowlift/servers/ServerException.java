package io.rowlift.servers;

/** A server could not be unpacked, started, asked or stopped. Tests cannot mend it, so it is unchecked. */
public final class ServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServerException(String message) {
        super(message);
    }

    public ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
