package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.Structure.UserType;
import io.rowlift.schema.TableName;
import io.rowlift.target.postgres.Findings.Remark;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
                                .filter(s -> !draft.foreign())
                                .map(s -> draft.spaces().target(s.name().schema())))
                .flatMap(schemas -> schemas)
                .distinct()
                .sorted()
                .map(UserObjects::schema)
                .forEach(statements::add);
        extensions(wanted).forEach(statements::add);
        draft.structure().types().forEach(type -> type(type, statements));
        return statements;
    }

    private static Statement schema(String name) {
        return new Statement(
                Phase.TABLES,
                null,
                "schema \"" + name + '"',
                Catalog.schema(name),
                "CREATE SCHEMA " + PostgresDialect.quoted(name));
    }

    private List<Statement> extensions(Set<String> wanted) {
        Set<String> names = new LinkedHashSet<>();
        draft.structure().others().stream()
                .filter(o -> o.kind().equals("extension"))
                .map(Other::name)
                .forEach(names::add);
        names.addAll(wanted);
        List<Statement> statements = new ArrayList<>();
        for (String name : names) {
            if (!neon.extension(name, draft.findings())) {
                continue;
            }
            statements.add(new Statement(
                    Phase.TABLES,
                    null,
                    "extension \"" + name + '"',
                    Catalog.extension(name),
                    "CREATE EXTENSION " + PostgresDialect.quoted(name)));
        }
        return statements;
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
