package io.rowlift.plan;

import java.util.Objects;

/** A credential that prints as asterisks; {@link #reveal} is called where it is handed to a driver and nowhere else. */
public final class Secret {

    private final String value;

    /** Wraps the credential itself. */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value is null");
    }

    /** Returns the credential, to be handed to a driver and not kept. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
