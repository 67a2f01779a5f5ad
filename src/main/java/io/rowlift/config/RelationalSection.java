package io.rowlift.config;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import java.util.Locale;
import java.util.Objects;

/** Reads a {@code target} that rows are copied to. */
final class RelationalSection {

    private RelationalSection() {}

    static Relational read(Kind kind, Node node, Scope scope) {
        Fields fields = Fields.open(node, Keys.RELATIONAL, scope);
        String url = fields.text("url");
        boolean insecure = fields.flag("insecure");
        JdbcUrl parsed = DatabaseUrl.read(url, insecure, fields, "a database that can be written");
        if (parsed != null && parsed.product() != product(kind)) {
            fields.scope()
                    .report(
                            fields.location("url"),
                            "\"url\" must begin with " + scheme(product(kind)) + ", found " + scheme(parsed.product()),
                            parsed.product() == Product.MARIADB ? "MariaDB is read, not written" : null);
        }
        boolean sharded = fields.flag("sharded");
        if (sharded && kind != Kind.PLANETSCALE) {
            fields.scope()
                    .report(
                            fields.location("sharded"),
                            "\"sharded\" is for planetscale, whose keyspaces can be",
                            "leave it out");
        }
        Secret password = Credentials.password(fields);
        return new Relational(
                kind,
                url,
                fields.text("username"),
                Objects.requireNonNullElse(password, new Secret("")),
                fields.oneOf("ddl", Words.DDL, false),
                insecure,
                sharded);
    }

    private static Product product(Kind kind) {
        return switch (kind.family()) {
            case POSTGRESQL -> Product.POSTGRESQL;
            case MYSQL -> Product.MYSQL;
        };
    }

    private static String scheme(Product product) {
        return "jdbc:" + product.name().toLowerCase(Locale.ROOT) + "://";
    }
}
