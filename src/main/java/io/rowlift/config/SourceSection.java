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
        Product product = url.isEmpty() ? null : product(url, insecure, source);
        Secret password = Credentials.password(source);
        return new SourceSettings(
                Objects.requireNonNullElse(product, Product.POSTGRESQL),
                url,
                source.text("username"),
                Objects.requireNonNullElse(password, new Secret("")),
                (int) source.count("connections", 1, 1000, CONNECTIONS),
                insecure);
    }

    private static @Nullable Product product(String url, boolean insecure, Fields source) {
        if (JdbcUrl.holdsCredentials(url)) {
            Credentials.refuseInUrl(source);
            return null;
        }
        JdbcUrl parsed = JdbcUrl.parse(url);
        if (parsed == null) {
            source.scope()
                    .report(
                            source.location("url"),
                            "\"url\" is no JDBC URL of a database that can be read",
                            JdbcUrl.form(url));
            return null;
        }
        parsed.problems(insecure).forEach(p -> source.scope().report(source.location("url"), p.message(), p.remedy()));
        return parsed.product();
    }
}
