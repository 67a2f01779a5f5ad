package io.rowlift.config;

import java.util.List;
import java.util.stream.Stream;

/** The blocks of job and mapping files whose keys are fixed. The JSON Schemas are held against this list. */
enum Keys {
    JOB(List.of("version", "name", "mapping", "source", "target"), "load", "rejects", "state", "sync"),
    SOURCE(List.of("url", "username", "password"), "connections", "insecure"),
    TARGET(List.of("dynamodb")),
    DYNAMODB(List.of(), "region", "endpoint", "tables", "maxWriteUnits", "maxReadUnits", "shared", "insecure"),
    LOAD(List.of(), "workers", "chunk", "rangeRows"),
    REJECTS(List.of("limit")),
    STATE(List.of(), "url", "username", "password", "directory", "insecure"),
    SYNC(List.of(), "mode", "watermark", "overlap", "schedule"),

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
    PATTERN(List.of("query"), "table", "index", "sql");

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

    /** Returns all keys, required ones first. */
    List<String> all() {
        return all;
    }
}
