package io.rowlift.suggest;

import io.rowlift.plan.TargetSettings.Relational.Kind;

/** Writes a job file that goes with a suggested mapping. */
public final class JobFileText {

    private static final int LONGEST_NAME = 64;

    private JobFileText() {}

    /**
     * Returns the file.
     *
     * @param name the job's name
     * @param mapping path of the mapping, relative to the job file, with slashes
     * @param url JDBC URL without credentials
     * @param username the login, or a reference to it
     * @param password the reference to the password
     */
    public static String of(String name, String mapping, String url, String username, String password) {
        YamlText yaml = source(name, mapping, url, username, password);
        yaml.comment(
                1,
                "region and credentials come from where the AWS command line takes them; with"
                        + " { endpoint: http://localhost:8000, region: local } it is DynamoDB Local");
        yaml.line(1, "dynamodb: {}");
        return yaml.toString();
    }

    /**
     * Returns the file for a relational target, whose address and login are the user's to fill in.
     *
     * @param target the service or server
     */
    public static String of(String name, String mapping, String url, String username, String password, Kind target) {
        YamlText yaml = source(name, mapping, url, username, password);
        yaml.comment(1, "set TARGET_USER and TARGET_PASSWORD, and write the address of yours");
        yaml.line(1, target.word() + ":");
        yaml.line(2, "url: " + address(target) + name);
        yaml.line(2, "username: ${TARGET_USER}");
        yaml.line(2, "password: ${TARGET_PASSWORD}");
        return yaml.toString();
    }

    private static String address(Kind target) {
        return switch (target) {
            case NEON -> "jdbc:postgresql://ep-name-123456.eu-central-1.aws.neon.tech/";
            case POSTGRESQL -> "jdbc:postgresql://localhost:5432/";
            case PLANETSCALE -> "jdbc:mysql://aws.connect.psdb.cloud/";
            case MYSQL -> "jdbc:mysql://localhost:3306/";
        };
    }

    private static YamlText source(String name, String mapping, String url, String username, String password) {
        YamlText yaml = new YamlText();
        yaml.comment(
                0, "Suggested by \"rowlift suggest\". Every key of the format is explained in docs/job-reference.md.");
        yaml.line(0, "version: 1");
        yaml.line(0, "name: " + YamlText.quoted(name));
        yaml.line(0, "mapping: " + YamlText.quoted(literal(mapping)));
        yaml.line(0, "");
        yaml.line(0, "source:");
        yaml.line(1, "url: " + YamlText.quoted(literal(url)));
        yaml.line(1, "username: " + YamlText.quoted(username));
        yaml.line(1, "password: " + YamlText.quoted(password));
        yaml.line(0, "");
        yaml.line(0, "target:");
        return yaml;
    }

    /** Returns a name that can be that of a job and of a DynamoDB table. */
    public static String name(String database) {
        String name = database.replaceAll("[^A-Za-z0-9_.-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        String longEnough = name.length() < 3 ? name + (name.isEmpty() ? "" : "-") + "table" : name;
        return longEnough.substring(0, Math.min(LONGEST_NAME, longEnough.length()));
    }

    /** A dollar and a brace would be the beginning of a reference. */
    private static String literal(String text) {
        return text.replace("${", "$${");
    }
}
