package io.rowlift.source;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.problem.Finding;
import io.rowlift.source.Inspected.KeyPart;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Inspections as tests ask for them, and findings as one text each. */
public final class Inspections {

    private Inspections() {}

    /** A job's settings with another login, whose password is {@code secret}. */
    public static SourceSettings as(Database database, String login, int connections) {
        SourceSettings all = database.settings(connections);
        return new SourceSettings(all.product(), all.url(), login, new Secret("secret"), connections, false);
    }

    public static Inspection of(Database database, String login, int connections, Inspected... entities) {
        return of(database, as(database, login, connections), Duration.ofMinutes(5), entities);
    }

    public static Inspection of(Database database, SourceSettings settings, Duration patience, Inspected... entities) {
        try (Source source = database.open(settings, new RunSignal())) {
            return source.watch().inspect(List.of(entities), patience);
        }
    }

    /** An entity with these columns in its keys; {@code column|lower} is folded. */
    public static Inspected keyed(Aggregate aggregate, String... references) {
        return new Inspected(
                aggregate,
                Stream.of(references)
                        .map(r -> new KeyPart(r.replace("|lower", ""), r.endsWith("|lower")))
                        .toList());
    }

    public static List<String> texts(Inspection inspection) {
        return inspection.findings().stream().map(Inspections::text).toList();
    }

    private static String text(Finding finding) {
        return finding.severity() + " " + finding.code() + " [" + finding.subject() + "] " + finding.message()
                + (finding.remedy() == null ? "" : " -> " + finding.remedy())
                + (finding.count() == 0 ? "" : " #" + finding.count())
                + (finding.examples().isEmpty() ? "" : " " + finding.examples());
    }
}
