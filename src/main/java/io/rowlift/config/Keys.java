package io.rowlift.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The blocks of job and mapping files whose keys are fixed. The JSON Schemas are held against this list. */
enum Keys {
    JOB(List.of("version", "name", "source", "target"), "mapping", "load", "rejects", "state", "sync"),
    SOURCE(List.of("url", "username", "password"), "connections", "insecure"),
    TARGET(List.of(), "dynamodb", "neon", "postgresql", "planetscale", "mysql"),
    DYNAMODB(List.of(), "region", "endpoint", "tables", "maxWriteUnits", "maxReadUnits", "shared", "insecure"),
    RELATIONAL(List.of("url", "username", "password"), "ddl", "sharded", "insecure"),
    LOAD(List.of(), "workers", "chunk", "rangeRows"),
    REJECTS(List.of("limit")),
    STATE(List.of(), "url", "username", "password", "directory", "insecure"),
    SYNC(List.of(), "mode", "watermark", "overlap", "schedule", "timeZone"),

    MAPPING(List.of("version", "target", "tables", "entities"), "patterns"),
    TABLE(List.of("partition"), "sort", "indexes", "ttl", "billing"),
    INDEX(List.of("partition"), "sort", "project"),
    PROVISIONED(List.of("read", "write")),
    ENTITY(List.of("from", "items"), "key", "columns", "where", "join", "embed", "nulls", "names"),
    COMPUTED(List.of("sql"), "reads"),
    JOIN(List.of("table", "on")),
    EMBED(
            List.of("table", "on"),
            "where",
            "columns",
            "orderBy",
            "max",
            "limit",
            "join",
            "embed",
            "attributes",
            "except"),
    ITEM(List.of("key"), "table", "when", "each", "index", "attributes", "except", "nulls"),
    CONSTANT(List.of("value"), "as"),
    CONVERTED(List.of("column", "as")),
    PATTERN(List.of("query"), "table", "index", "sql"),

    COPY(List.of("version", "target"), "schemas", "include", "exclude", "foreignKeys", "indexes", "tables"),
    COPY_TABLE(List.of(), "to", "where", "key", "columns"),
    COPY_COLUMN(List.of(), "to", "type", "sql");

    private static final String FOR_DYNAMODB = "it belongs to mappings with target: dynamodb";
    private static final String FOR_RELATIONAL =
            "it belongs to mappings for relational targets, such as target: postgresql";

    @SuppressWarnings("ImmutableEnumChecker") // from List.of
    private final List<String> required;

    @SuppressWarnings("ImmutableEnumChecker") // from Stream.toList
    private final List<String> all;

    Keys(List<String> required, String... optional) {
        this.required = required;
        this.all = Stream.concat(required.stream(), Stream.of(optional)).toList();
    }

    /** Returns the keys that must be there. */
    List<String> required() {
        return required;
    }

    /** Returns to which other kind of mapping a key belongs that this block does not have; null when to none. */
    @Nullable
    String elsewhere(String key) {
        return switch (this) {
            case MAPPING -> COPY.all.contains(key) ? FOR_RELATIONAL : null;
            case COPY -> MAPPING.all.contains(key) ? FOR_DYNAMODB : null;
            case COPY_TABLE -> TABLE.all.contains(key) || ENTITY.all.contains(key) ? FOR_DYNAMODB : null;
            case COPY_COLUMN -> COMPUTED.all.contains(key) ? FOR_DYNAMODB : null;
            case JOB,
                    SOURCE,
                    TARGET,
                    DYNAMODB,
                    RELATIONAL,
                    LOAD,
                    REJECTS,
                    STATE,
                    SYNC,
                    TABLE,
                    INDEX,
                    PROVISIONED,
                    ENTITY,
                    COMPUTED,
                    JOIN,
                    EMBED,
                    ITEM,
                    CONSTANT,
                    CONVERTED,
                    PATTERN -> null;
        };
    }

    /** Returns all keys, required ones first. */
    List<String> all() {
        return all;
    }
}
