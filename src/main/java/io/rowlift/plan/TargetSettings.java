package io.rowlift.plan;

import io.rowlift.schema.Family;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The store to write. */
public sealed interface TargetSettings {

    /**
     * DynamoDB. Credentials come from the AWS SDK's default chain.
     *
     * @param region AWS region, or null for the SDK's default chain
     * @param endpoint DynamoDB Local or a compatible server, or null for AWS itself
     * @param tables the mapping's table names → physical names; a missing one is used as it is
     * @param maxWriteUnits ceiling on write units per second over all workers, 0 for none
     * @param maxReadUnits ceiling on read units per second over all who read, 0 for none
     * @param shared whether the tables hold items that are not this migration's
     * @param insecure whether plain HTTP to another host is allowed
     */
    record DynamoDb(
            @Nullable String region,
            @Nullable URI endpoint,
            Map<String, String> tables,
            int maxWriteUnits,
            int maxReadUnits,
            boolean shared,
            boolean insecure)
            implements TargetSettings {

        /** Returns the physical name of a table of the mapping. */
        public String physicalName(String table) {
            return tables.getOrDefault(table, table);
        }
    }

    /**
     * A relational target.
     *
     * @param kind which service or server
     * @param url JDBC URL without credentials
     * @param username the login
     * @param password its password
     * @param manualDdl whether DDL is written to a file instead of being run
     * @param insecure whether an unencrypted connection to another host is allowed
     * @param sharded whether PlanetScale's keyspace has several shards
     */
    record Relational(
            Kind kind,
            String url,
            String username,
            Secret password,
            boolean manualDdl,
            boolean insecure,
            boolean sharded)
            implements TargetSettings {

        /** Describes a target in one piece. */
        public Relational(
                Kind kind, String url, String username, Secret password, boolean manualDdl, boolean insecure) {
            this(kind, url, username, password, manualDdl, insecure, false);
        }

        /** Services and servers that rows can go to. */
        public enum Kind {
            NEON(Family.POSTGRESQL),
            POSTGRESQL(Family.POSTGRESQL),
            PLANETSCALE(Family.MYSQL),
            MYSQL(Family.MYSQL);

            private final Family family;

            Kind(Family family) {
                this.family = family;
            }

            /** Returns whose SQL it speaks. */
            public Family family() {
                return family;
            }

            /** Returns what files call it. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** Returns the name of the database that the URL names. */
        public String database() {
            return JdbcUrl.read(url).database();
        }
    }
}
