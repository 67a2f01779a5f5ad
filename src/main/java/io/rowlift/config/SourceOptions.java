package io.rowlift.config;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source as options of a command line name it, under the rules of a job file: no credentials in the URL, and a password
 * that is a reference.
 *
 * @param url JDBC URL
 * @param username the login, or a reference to it
 * @param password a reference such as <code>${NAME}</code>, or null for {@link #PASSWORD} or a question
 * @param insecure whether an unencrypted connection to another host is allowed
 */
public record SourceOptions(
        String url, String username, @Nullable String password, boolean insecure) {

    /** The reference that stands in for a password that was not given. */
    public static final String PASSWORD = "${ROWLIFT_PASSWORD}";

    private static final int CONNECTIONS = 2;

    /**
     * Checks the options and resolves their references.
     *
     * @param asked asks the user for the password; gives null where nobody can be asked
     * @throws ConfigurationException with everything that is wrong
     */
    public SourceSettings settings(Environment environment, Supplier<@Nullable String> asked) {
        Problems problems = new Problems();
        JdbcUrl parsed = url(problems);
        String login = resolve("--username", username, environment, problems);
        if (login != null && login.isEmpty()) {
            problems.add(null, "--username is empty", null);
        }
        String secret = problems.isEmpty() ? secret(environment, asked, problems) : "";
        if (!problems.isEmpty() || parsed == null) {
            throw new ConfigurationException(problems.list());
        }
        return new SourceSettings(
                parsed.product(),
                url,
                Objects.requireNonNullElse(login, ""),
                new Secret(Objects.requireNonNullElse(secret, "")),
                CONNECTIONS,
                insecure);
    }

    /** Returns the name of the database that the URL names, or an empty text. */
    public String database() {
        JdbcUrl parsed = JdbcUrl.parse(url);
        return parsed == null ? "" : parsed.database();
    }

    private @Nullable JdbcUrl url(Problems problems) {
        if (JdbcUrl.holdsCredentials(url)) {
            problems.add(
                    null, "--source holds a login or a password", "give them with --username and --password '${NAME}'");
            return null;
        }
        JdbcUrl parsed = JdbcUrl.parse(url);
        if (parsed == null) {
            problems.add(null, "--source is no JDBC URL of a database that can be read", JdbcUrl.form(url));
            return null;
        }
        parsed.problems(insecure)
                .forEach(p ->
                        problems.add(null, p.message().replace("\"url\"", "--source"), insecureOption(p.remedy())));
        return parsed;
    }

    /** What a job file writes as a line is an option here. */
    private static @Nullable String insecureOption(@Nullable String remedy) {
        return remedy == null ? null : remedy.replace("write insecure: true beside it", "add --insecure");
    }

    private @Nullable String secret(Environment environment, Supplier<@Nullable String> asked, Problems problems) {
        if (password == null) {
            String variable = PASSWORD.substring(2, PASSWORD.length() - 1);
            String known = environment.variable(variable);
            String answer = known == null ? asked.get() : known;
            if (answer == null) {
                problems.add(
                        null,
                        "no password: environment variable \"" + variable + "\" is not set, and nobody can be asked",
                        "set it, or name another one with --password '${NAME}' or '${file:/run/secrets/name}'");
            }
            return answer;
        }
        if (!Interpolation.isReference(password)) {
            problems.add(
                    null,
                    "--password is not one reference to the environment or to a file",
                    "write --password '${NAME}' or '${file:/run/secrets/name}', and change a password that stood here");
            return null;
        }
        return resolve("--password", password, environment, problems);
    }

    private static @Nullable String resolve(String option, String text, Environment environment, Problems problems) {
        Problems found = new Problems();
        Node node = new Interpolation(Path.of(""), environment, found)
                .resolve(new Node.Text(text, text, true, new Location(option, 1)));
        for (Problem problem : found.list()) {
            problems.add(null, option + ": " + problem.message(), problem.remedy());
        }
        return node instanceof Node.Text resolved ? resolved.value() : null;
    }
}
