package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.Structure.UserType;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What tables are made of: schemas, extensions and types. */
final class UserObjects {

    private final Draft draft;
    private final Neon neon;

    UserObjects(Draft draft, Neon neon) {
        this.draft = draft;
        this.neon = neon;
    }

    /** Returns the statements, each after those that it needs. */
    List<Statement> statements(Set<String> wanted) {
        List<Statement> statements = new ArrayList<>();
        Stream.of(
                        draft.tables().stream().map(t -> t.target().schema()),
                        draft.structure().types().stream()
                                .map(t -> draft.spaces().target(t.name().schema())),
                        draft.structure().sequences().stream()
                                .filter(s -> !draft.foreign() || s.owner() == null)
                                .map(s -> draft.spaces().target(s.name().schema())),
                        extensionSchemas())
                .flatMap(schemas -> schemas)
                .distinct()
                .sorted()
                .map(UserObjects::schema)
                .forEach(statements::add);
        extensions(wanted).forEach(statements::add);
        draft.structure().types().forEach(type -> type(type, statements));
        return statements;
    }

    private Stream<String> extensionSchemas() {
        return draft.structure().others().stream()
                .filter(o -> o.kind().equals("extension"))
                .map(Other::sql)
                .filter(Objects::nonNull)
                .map(Word::cut)
                .map(words -> draft.spaces().target(words.get(words.size() - 1).plain()))
                .filter(schema -> !schema.equals("pg_catalog"));
    }

    private static Statement schema(String name) {
        return new Statement(
                Phase.TABLES,
                null,
                "schema \"" + name + '"',
                Catalog.schema(name),
                "CREATE SCHEMA IF NOT EXISTS " + PostgresDialect.quoted(name));
    }

    /** Those of the source in the schema that they have there, and those that the mapping's types come with. */
    private List<Statement> extensions(Set<String> wanted) {
        Map<String, String> statements = new LinkedHashMap<>();
        for (Other other : draft.structure().others()) {
            if (other.kind().equals("extension") && other.sql() != null) {
                statements.put(other.name(), place(other.name(), other.sql()));
            }
        }
        wanted.forEach(name -> statements.putIfAbsent(
                name, "CREATE EXTENSION IF NOT EXISTS " + PostgresDialect.quoted(name) + " WITH SCHEMA \"public\""));
        statements.keySet().removeIf(name -> !neon.extension(name, draft.findings()));
        return statements.entrySet().stream()
                .map(e -> new Statement(
                        Phase.TABLES,
                        null,
                        "extension \"" + e.getKey() + '"',
                        Catalog.extension(e.getKey()),
                        e.getValue()))
                .toList();
    }

    private String place(String name, String sql) {
        draft.findings()
                .add(
                        "extension \"" + name + '"',
                        Remark.note(
                                "extension-made",
                                "it is made; what it keeps in tables of its own is not copied",
                                null));
        List<Word> words = Word.cut(sql);
        Word last = words.get(words.size() - 1);
        String schema = draft.spaces().target(last.plain());
        return sql.substring(0, sql.length() - last.text().length()) + PostgresDialect.quoted(schema);
    }

    private void type(UserType type, List<Statement> statements) {
        TableName name = new TableName(
                draft.spaces().target(type.name().schema()), type.name().name());
        try {
            if (!draft.spaces().relations(name.schema()).take(name.name())) {
                throw new Untranslatable("something else becomes \"" + name + "\" too");
            }
            String prefix = "CREATE " + (type.kind() == UserType.Kind.DOMAIN ? "DOMAIN " : "TYPE ");
            int after = type.sql().indexOf(" AS ");
            String body = new OwnExpression(draft, null).rewrite(type.sql().substring(after));
            statements.add(new Statement(
                    Phase.TABLES,
                    null,
                    "type \"" + name.name() + '"',
                    Catalog.type(name),
                    prefix + PostgresDialect.quoted(name) + body));
        } catch (Untranslatable e) {
            draft.findings()
                    .add(
                            "type \"" + type.name() + '"',
                            Remark.problem(
                                    "type-left-out",
                                    "it cannot be made: " + e.reason(),
                                    "make it in the target before the run, or give its columns another one with"
                                            + " \"type:\""));
        }
    }
}
