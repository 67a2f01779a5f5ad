package io.rowlift.target.postgres;

import io.rowlift.target.jdbc.Findings;
import io.rowlift.target.jdbc.Findings.Remark;
import java.util.Set;

/** What is peculiar to Neon in schemas. */
final class Neon {

    /** Stands for a server that is not Neon's. */
    static final Neon NONE = new Neon(false);

    /** Stands for Neon. */
    static final Neon SERVICE = new Neon(true);

    /**
     * Extensions that come with PostgreSQL or are common beside it, and that Neon does not offer, because they need a
     * superuser, files of the server or other servers. Held against Neon's list of supported extensions as it was on
     * 2025-01-11 (neon.com/docs/extensions/pg-extensions), in which none of them stands; {@code dblink} and
     * {@code pg_repack} have got pages of their own there since, and are offered.
     */
    private static final Set<String> MISSING = Set.of(
            "adminpack",
            "amcheck",
            "auth_delay",
            "auto_explain",
            "bool_plperl",
            "file_fdw",
            "mysql_fdw",
            "old_snapshot",
            "oracle_fdw",
            "pageinspect",
            "pg_buffercache",
            "pg_surgery",
            "pg_visibility",
            "pg_walinspect",
            "pglogical",
            "plperl",
            "plperlu",
            "plpython3u",
            "pltcl",
            "pltclu",
            "sepgsql",
            "sslinfo",
            "timescaledb_toolkit");

    private final boolean service;

    private Neon(boolean service) {
        this.service = service;
    }

    /** Says what holds for all of a database. */
    void remarks(Draft draft) {
        if (service && !draft.foreign()) {
            draft.findings()
                    .add(
                            "target",
                            Remark.note(
                                    "default-collation",
                                    "Neon's databases sort texts by C.UTF-8 unless a column says otherwise: capitals come"
                                            + " before small letters",
                                    "say COLLATE in queries whose order people see, or make the database with the"
                                            + " source's collation"));
        }
    }

    /** Returns whether an extension can be made; says so when it cannot. */
    boolean extension(String name, Findings findings) {
        if (!service || !MISSING.contains(name)) {
            return true;
        }
        findings.add(
                "extension \"" + name + '"',
                Remark.warning(
                        "extension-left-out",
                        "Neon does not offer it: it is left out, and what needs it fails",
                        "leave out what needs it in the mapping; see Neon's list of supported extensions"));
        return false;
    }
}
