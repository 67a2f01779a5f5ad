package io.rowlift.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** An environment that a test knows. */
record FixedEnvironment(Map<String, String> variables, Map<String, String> secrets) implements Environment {

    /** What the shipped files and the documentation refer to. */
    static final FixedEnvironment SHOP = new FixedEnvironment(
            Map.of(
                    "SHOP_USER",
                    "shop",
                    "SHOP_PASSWORD",
                    "s3cret",
                    "SHOP_URL",
                    "jdbc:postgresql://db:5432/shop",
                    "EMPTY",
                    ""),
            Map.of("/run/secrets/shop", "from a file\n"));

    @Override
    public String variable(String name) {
        return variables.get(name);
    }

    @Override
    public String secret(Path file) throws IOException {
        String text = secrets.get(file.toString().replace('\\', '/'));
        if (text == null) {
            throw new NoSuchFileException(file.toString());
        }
        return text;
    }
}
