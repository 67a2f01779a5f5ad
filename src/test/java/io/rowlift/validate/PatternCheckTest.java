package io.rowlift.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern.Kind;
import io.rowlift.mapping.PatternItems.Made;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import io.rowlift.schema.Column;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternCheckTest {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              shop:
                partition: PK
                sort: SK
                indexes:
                  Whole: { partition: GP, sort: GS }
                  Keys: { partition: status, sort: id, project: keys }
                  Some: { partition: kind, project: [total] }
                  Year: { partition: { year: N }, project: all }
                  None: { partition: nobody }
            entities:
              User:
                from: users
                items:
                  - key: { PK: "USER#{id|pad:6}", SK: "PROFILE" }
                    attributes: [name, { kind: { value: "User" } }]
              Order:
                from: orders
                items:
                  - key: { PK: "USER#{user_id|pad:6}", SK: "ORDER#{id|pad:6}" }
                    index: { GP: "DAY#{at|iso:0}", GS: "{id}" }
                    attributes: [status, total, { id: { column: id, as: string } }]
                  - key: { PK: "ORDER#{id|pad:6}", SK: "METADATA" }
                    index: { year: "{year}" }
                    attributes: [total, name, { kind: { value: "Order" } }]
            """;

    private static final Map<String, Shape> SHAPES = Map.of(
            "User", shape("id", "name"), "Order", shape("id", "user_id", "status", "total", "name", "at", "year"));

    private static final Made USER = new Made("User", 1, List.of("name", "kind"));
    private static final Made LINK = new Made("Order", 1, List.of("status", "total", "id"));
    private static final Made ORDER = new Made("Order", 2, List.of("total", "name", "kind"));

    private static final String INDEXES_ASKED = """
              w: { index: Whole, query: { GP: "DAY#{day}" } }
              k: { index: Keys, query: { status: "{s}" } }
              s: { index: Some, query: { kind: "{k}" } }
              y: { index: Year, query: { year: "{y}" } }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{ PK: \"USER#{u}\", SK: \"PROFILE\" }~GET_ITEM~User 1~PK = \"USER#{u}\" and SK = \"PROFILE\"",
                "{ PK: \"USER#{u|pad:6}\" }~QUERY~User 1, Order 1~PK = \"USER#{u|pad:6}\"",
                "{ PK: \"USER#{u|pad:7}\" }~QUERY~~PK = \"USER#{u|pad:7}\"",
                "{ PK: \"{u}\" }~QUERY~User 1, Order 1, Order 2~PK = \"{u}\"",
                "{ PK: \"USER#{u}\", SK: { beginsWith: \"ORDER#\" } }~QUERY~Order 1"
                        + "~PK = \"USER#{u}\" and begins_with(SK, \"ORDER#\")",
                "{ PK: \"USER#{u}\", SK: { beginsWith: \"ORDER#{o|pad:6}#\" } }~QUERY~"
                        + "~PK = \"USER#{u}\" and begins_with(SK, \"ORDER#{o|pad:6}#\")",
                "{ PK: \"USER#{u}\", SK: { atLeast: \"{from}\" } }~QUERY~User 1, Order 1"
                        + "~PK = \"USER#{u}\" and SK >= \"{from}\"",
                "{ PK: \"USER#{u}\", SK: { lessThan: \"P\" } }~QUERY~User 1, Order 1~PK = \"USER#{u}\" and SK < \"P\"",
                "{ PK: \"USER#x\" }~QUERY~~PK = \"USER#x\"",
                "{ PK: \"user#{u}\" }~QUERY~~PK = \"user#{u}\"",
                "{ SK: \"METADATA\" }~SCAN~Order 2~SK = \"METADATA\"",
                "{ PK: { beginsWith: \"USER#\" }, SK: \"PROFILE\" }~SCAN~User 1"
                        + "~begins_with(PK, \"USER#\") and SK = \"PROFILE\""
            })
    void patternsOfTheTable(String query, Kind kind, String items, String condition) throws IOException {
        ResolvedPattern pattern =
                check("  p: { query: " + query + " }\n").patterns().get(0);
        assertThat(pattern.kind()).isEqualTo(kind);
        assertThat(names(pattern)).isEqualTo(Objects.requireNonNullElse(items, ""));
        assertThat(pattern.condition()).isEqualTo(condition);
        assertThat(pattern.table()).isEqualTo("shop");
        assertThat(pattern.index()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{ index: Whole, query: { GP: \"DAY#{d}\" } }~QUERY~Order 1",
                "{ index: Whole, query: { GP: \"DAY#2026-11-23T00:00:00Z\", GS: \"7\" } }~QUERY~Order 1",
                "{ index: Whole, query: { GP: \"DAY#2026-11\" } }~QUERY~",
                "{ index: Keys, query: { status: \"shipped\" } }~QUERY~Order 1",
                "{ index: Some, query: { kind: \"Order\" } }~QUERY~Order 2",
                "{ index: Some, query: { kind: \"{k}\" } }~QUERY~User 1, Order 2",
                "{ index: Some, query: { kind: \"Product\" } }~QUERY~",
                "{ index: Year, query: { year: \"2026.0\" } }~QUERY~Order 2",
                "{ index: Year, query: { year: \"{y}\" } }~QUERY~Order 2",
                "{ index: Year, query: { year: { atMost: \"2026\" } } }~SCAN~Order 2"
            })
    void patternsOfIndexes(String body, Kind kind, String items) throws IOException {
        ResolvedPattern pattern = check("  p: " + body + "\n").patterns().get(0);
        assertThat(pattern.kind()).isEqualTo(kind);
        assertThat(names(pattern)).isEqualTo(Objects.requireNonNullElse(items, ""));
    }

    @Test
    void aTableWithoutSortKeyIsReadByItsPartitionKey() throws IOException {
        Mapping mapping = read("""
                version: 1
                target: dynamodb
                tables: { t: { partition: PK } }
                entities: { User: { from: users, items: [{ key: { PK: "{id}" }, attributes: [name] }] } }
                patterns: { user: { query: { PK: "{id}" } } }
                """);
        PatternCheck check = PatternCheck.of(mapping, SHAPES);
        assertThat(check.patterns())
                .containsExactly(new ResolvedPattern(
                        "user",
                        Kind.GET_ITEM,
                        "t",
                        null,
                        "PK = \"{id}\"",
                        List.of("User"),
                        List.of(new Made("User", 1, List.of("name"))),
                        Map.of()));
        assertThat(check.findings()).isEmpty();
    }

    @Test
    void whatIndexesDoNotRepeat() throws IOException {
        PatternCheck check = check(INDEXES_ASKED);
        assertThat(check.patterns())
                .extracting(ResolvedPattern::unprojected)
                .containsExactly(
                        Map.of(),
                        Map.of(LINK, List.of("total")),
                        Map.of(USER, List.of("name"), ORDER, List.of("name")),
                        Map.of());
        assertThat(check.findings())
                .filteredOn(finding -> finding.code().equals("pattern-not-projected"))
                .extracting(Finding::severity, Finding::subject, Finding::message, Finding::remedy)
                .containsExactly(
                        note(
                                "pattern \"k\"",
                                "index \"Keys\" does not repeat \"total\" of entity \"Order\", item 1: reading them takes a"
                                        + " second read of the table"),
                        note(
                                "pattern \"s\"",
                                "index \"Some\" does not repeat \"name\" of entity \"User\", item 1: reading them takes a"
                                        + " second read of the table"),
                        note(
                                "pattern \"s\"",
                                "index \"Some\" does not repeat \"name\" of entity \"Order\", item 2: reading them takes a"
                                        + " second read of the table"));
    }

    private static Tuple note(String subject, String message) {
        return Tuple.tuple(Severity.NOTE, subject, message, "add to \"project\" what the question needs");
    }

    @Test
    void everyOtherFindingInFull() throws IOException {
        PatternCheck check = check("""
                  scan: { query: { SK: "PROFILE" } }
                  scanOfIndex: { index: Year, query: { year: { atMost: "2026" } } }
                  typo: { query: { PK: "USR#{id}", SK: "PROFILE" } }
                  empty: { index: None, query: { nobody: "{n}" } }
                  many: { query: { PK: "USER#{id}" } }
                """);
        String remedyOfScan =
                "ask with the whole partition key, or give the question an index whose partition key it knows";
        String remedyOfUnused = "declare the pattern that needs it, or remove it";
        String unused = "no pattern asks it, but every item in it is written and paid again";
        assertThat(check.findings())
                .containsExactly(
                        finding(
                                Severity.WARNING,
                                "pattern-scan",
                                "pattern \"scan\"",
                                "is a scan, which reads and pays all of table \"shop\": a query needs the whole partition key,"
                                        + " \"PK\", as a template alone",
                                remedyOfScan,
                                29),
                        finding(
                                Severity.WARNING,
                                "pattern-scan",
                                "pattern \"scanOfIndex\"",
                                "is a scan, which reads and pays all of index \"Year\": a query needs the whole partition key,"
                                        + " \"year\", as a template alone",
                                remedyOfScan,
                                30),
                        finding(
                                Severity.PROBLEM,
                                "pattern-without-items",
                                "pattern \"typo\"",
                                "no item of the mapping can answer PK = \"USR#{id}\" and SK = \"PROFILE\" on table \"shop\"",
                                "compare its templates with the keys of the items that it is meant to find",
                                31),
                        finding(
                                Severity.PROBLEM,
                                "pattern-without-items",
                                "pattern \"empty\"",
                                "no item of the mapping is in index \"None\"",
                                "give the items that it is meant to find the keys of the index under \"index\"",
                                32),
                        finding(
                                Severity.NOTE,
                                "pattern-of-many-entities",
                                "pattern \"many\"",
                                "can return items of \"User\", \"Order\", which the application has to tell apart",
                                null,
                                33),
                        finding(
                                Severity.WARNING,
                                "index-unused",
                                "index \"Whole\" of table \"shop\"",
                                unused,
                                remedyOfUnused,
                                8),
                        finding(
                                Severity.WARNING,
                                "index-unused",
                                "index \"Keys\" of table \"shop\"",
                                unused,
                                remedyOfUnused,
                                9),
                        finding(
                                Severity.WARNING,
                                "index-unused",
                                "index \"Some\" of table \"shop\"",
                                unused,
                                remedyOfUnused,
                                10),
                        finding(
                                Severity.WARNING,
                                "index-without-items",
                                "index \"None\" of table \"shop\"",
                                "no item of the mapping has its whole key \"nobody\", so that it stays empty",
                                "give items its keys under \"index\", or remove it",
                                12));
    }

    @Test
    void aMappingWithoutPatterns() throws IOException {
        PatternCheck check = PatternCheck.of(read(MAPPING), SHAPES);
        assertThat(check.patterns()).isEmpty();
        assertThat(check.findings()).extracting(Finding::code).containsExactly("index-without-items", "pattern-none");
        assertThat(check.findings().get(1))
                .isEqualTo(new Finding(
                        Severity.NOTE,
                        "pattern-none",
                        "mapping \"" + file() + "\"",
                        "declares no patterns, so that nothing can be said of what the application will ask",
                        "declare what it will ask under \"patterns\"",
                        null,
                        0,
                        List.of()));
    }

    private Finding finding(
            Severity severity, String code, String subject, String message, @Nullable String remedy, int line) {
        return new Finding(
                severity, code, subject, message, remedy, new Location(file().toString(), line), 0, List.of());
    }

    private static String names(ResolvedPattern pattern) {
        assertThat(pattern.entities())
                .isEqualTo(pattern.items().stream().map(Made::entity).distinct().toList());
        return String.join(
                ", ",
                pattern.items().stream().map(m -> m.entity() + " " + m.number()).toList());
    }

    private PatternCheck check(String patterns) throws IOException {
        return PatternCheck.of(read(MAPPING + "patterns:\n" + patterns), SHAPES);
    }

    private Mapping read(String text) throws IOException {
        return MappingFiles.read(Files.writeString(file(), text));
    }

    private Path file() {
        return directory.resolve("mapping.yaml");
    }

    private static Shape shape(String... columns) {
        List<Column> all = List.of(columns).stream()
                .map(name -> new Column(name, type(name), false, "t"))
                .toList();
        return new Shape(all, List.of(0), List.of());
    }

    private static Type type(String column) {
        return switch (column) {
            case "id", "user_id", "year" -> new Type.Int(32, false);
            case "total" -> new Type.Numeric(10, 2);
            case "at" -> new Type.Timestamp(6, true);
            default -> new Type.Text(0);
        };
    }
}
