package io.rowlift.config;

import io.rowlift.plan.Secret;
import org.jspecify.annotations.Nullable;

/** Passwords come from the environment or from files, and no message repeats one. */
final class Credentials {

    private Credentials() {}

    /** Reads {@code password}; null when it is not there or wrong. An empty one that the environment gives is taken. */
    static @Nullable Secret password(Fields fields) {
        Node node = fields.node("password");
        if (node == null || node instanceof Node.Broken) {
            return null;
        }
        if (node instanceof Node.Text text && Interpolation.isReference(text.written())) {
            return new Secret(text.value());
        }
        fields.scope()
                .report(
                        node.location(),
                        "\"password\" is not one reference to the environment or to a file",
                        "write password: ${NAME} or ${file:/run/secrets/name}, and change a password that stood here");
        return null;
    }

    /** Reports a login or password inside the JDBC URL. */
    static void refuseInUrl(Fields fields) {
        fields.scope()
                .report(
                        fields.location("url"),
                        "\"url\" holds a login or a password",
                        "move them to \"username\" and \"password\"");
    }
}
