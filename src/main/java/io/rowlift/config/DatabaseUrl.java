package io.rowlift.config;

import io.rowlift.plan.JdbcUrl;
import org.jspecify.annotations.Nullable;

/** Reads the {@code url} of a database, under the rules that hold for all of them. */
final class DatabaseUrl {

    private DatabaseUrl() {}

    /**
     * Returns the parts of the URL, or null after reporting that there is none, that it is none, or that it holds
     * credentials. Its parameters and its TLS are checked too.
     *
     * @param url what has been read, empty where there was nothing
     * @param insecure whether the network is trusted
     * @param fields the block that it stands in
     * @param what is wanted, for the message
     */
    static @Nullable JdbcUrl read(String url, boolean insecure, Fields fields, String what) {
        if (url.isEmpty()) {
            return null;
        }
        if (JdbcUrl.holdsCredentials(url)) {
            Credentials.refuseInUrl(fields);
            return null;
        }
        JdbcUrl parsed = JdbcUrl.parse(url);
        if (parsed == null) {
            fields.scope().report(fields.location("url"), "\"url\" is no JDBC URL of " + what, JdbcUrl.form(url));
            return null;
        }
        parsed.problems(insecure).forEach(p -> fields.scope().report(fields.location("url"), p.message(), p.remedy()));
        return parsed;
    }
}
