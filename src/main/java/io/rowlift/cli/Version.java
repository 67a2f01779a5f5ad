package io.rowlift.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            name(),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
        };
    }

    /** Returns {@code rowlift 1.2.3}. */
    static String name() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "rowlift " + (version == null ? "(not packaged)" : version);
    }
}
