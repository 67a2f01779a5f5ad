package io.rowlift.cli;

import java.nio.file.Path;

/** Commands as the user would type them. */
final class JobText {

    private JobText() {}

    /** Returns {@code rowlift verify jobs/shop.yaml}. */
    static String command(String verb, Path job, String... more) {
        String file = job.toString();
        String quoted = file.matches("[\\w./\\\\:+@-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
        return "rowlift " + verb + " " + quoted + (more.length == 0 ? "" : " " + String.join(" ", more));
    }
}
