package io.rowlift.config;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code source}. */
final class SourceSection {

    private static final int CONNECTIONS = 8;

    private SourceSection() {}

    static SourceSettings read(@Nullable Node node, Fields job) {
        if (node == null) {
            return new SourceSettings(Product.POSTGRESQL, "", "", new Secret(""), CONNECTIONS, false);
        }
        Fields source = Fields.open(node, Keys.SOURCE, job.scope().in("source"));
        String url = source.text("url");
        boolean insecure = source.flag("insecure");
        JdbcUrl parsed = DatabaseUrl.read(url, insecure, source, "a database that can be read");
        Secret password = Credentials.password(source);
        return new SourceSettings(
                parsed == null ? Product.POSTGRESQL : parsed.product(),
                url,
                source.text("username"),
                Objects.requireNonNullElse(password, new Secret("")),
                (int) source.count("connections", 1, 1000, CONNECTIONS),
                insecure);
    }
}
