package io.rowlift;

import io.rowlift.cli.Rowlift;

/** Starts Rowlift. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Rowlift.run(arguments));
    }
}
