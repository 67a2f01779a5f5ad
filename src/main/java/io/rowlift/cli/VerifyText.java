package io.rowlift.cli;

import static io.rowlift.report.Figures.count;

import io.rowlift.cli.console.TextTable;
import io.rowlift.keys.Collisions.Collision;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.report.Figures;
import io.rowlift.verify.AttributeDifference;
import io.rowlift.verify.ItemJson;
import io.rowlift.verify.Verification;
import io.rowlift.verify.Verification.Repair;
import io.rowlift.verify.VerifiedEntity;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedEntity.MissingItem;
import io.rowlift.verify.VerifiedPattern;
import io.rowlift.verify.VerifiedTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A comparison's outcome for people.
 *
 * @param job its file
 * @param mapping names the key attributes
 * @param showValues whether values that differ are shown
 */
record VerifyText(Path job, Mapping mapping, boolean showValues) {

    void print(Verification verification, PrintWriter out) {
        printEntities(verification, out);
        out.println();
        printTables(verification, out);
        out.println();
        verification.entities().forEach(entity -> printFirst(entity, out));
        verification.tables().forEach(table -> printFirst(table, out));
        verification
                .shared()
                .first()
                .forEach(shared -> out.println("shared: " + owners(shared) + " share one item, " + key(shared.key())));
        printRest(verification.shared().items() - verification.shared().first().size(), "shared", out);
        printPatterns(verification, out);
        printExpired(verification, out);
        printRejected(verification, out);
        long items = verification.entities().stream()
                .mapToLong(VerifiedEntity::compared)
                .sum();
        String found = verification.differences() == 0
                ? "Source and target are equal"
                : count(verification.differences(), "difference") + " found";
        out.println(found + ": " + count(items, "item") + " compared by value in "
                + Figures.duration(verification.duration()) + ".");
        printRepair(verification, out);
        verification.notices().forEach(notice -> out.println("Note: " + notice + "."));
        out.println("Not compared:");
        verification.notCompared().forEach(not -> out.println("- " + not));
        remedy(verification).ifPresent(out::println);
    }

    private static void printEntities(Verification verification, PrintWriter out) {
        TextTable table = new TextTable(
                1, "entity", "rows", "rejected", "items compared", "equal", "missing", "different", "expired");
        for (VerifiedEntity entity : verification.entities()) {
            table.line(
                    entity.entity(),
                    count(entity.rows()),
                    count(entity.rejected()),
                    count(entity.compared()),
                    count(entity.equal()),
                    count(entity.missing()),
                    count(entity.different()),
                    count(entity.expired()));
        }
        table.print(out);
    }

    private static void printTables(Verification verification, PrintWriter out) {
        TextTable table = new TextTable(1, "table", "items", "extra", "not this mapping's");
        for (VerifiedTable verified : verification.tables()) {
            table.line(verified.table(), count(verified.items()), count(verified.extra()), count(verified.foreign()));
        }
        table.print(out);
    }

    private void printFirst(VerifiedEntity entity, PrintWriter out) {
        boolean perhaps = entity.perhapsChanged() > 0;
        for (MissingItem item : entity.firstMissing()) {
            out.println("missing: " + key(item.key()) + " of " + entity.entity() + item.row()
                    + changed(item.changed(), perhaps));
        }
        printRest(entity.missing() - entity.firstMissing().size(), "missing", out);
        for (DifferentItem item : entity.firstDifferent()) {
            out.println("different: " + key(item.key()) + " of " + entity.entity() + item.row() + ": "
                    + attributes(item) + changed(item.changed(), perhaps));
        }
        printRest(entity.different() - entity.firstDifferent().size(), "different", out);
        if (perhaps) {
            out.println(entity.entity() + ": " + count(entity.perhapsChanged(), "difference")
                    + " in tables that were written since the load: may have changed since");
        }
    }

    private void printFirst(VerifiedTable table, PrintWriter out) {
        table.firstExtra().forEach(extra -> out.println("extra: " + key(extra)));
        printRest(table.extra() - table.firstExtra().size(), "extra", out);
    }

    private static String owners(Collision collision) {
        return collision.ofOneRow()
                ? "two items of row " + collision.first()
                : "rows " + collision.first() + " and " + collision.second();
    }

    private static void printPatterns(Verification verification, PrintWriter out) {
        List<VerifiedPattern> asked = verification.patterns().stream()
                .filter(pattern -> pattern.notAsked() == null)
                .toList();
        for (VerifiedPattern pattern : asked) {
            pattern.firstWrong().forEach(wrong -> out.println("wrong answer: " + pattern.pattern() + ", " + wrong));
            printRest(pattern.wrong() - pattern.firstWrong().size(), "wrong answers", out);
        }
        if (!asked.isEmpty()) {
            out.println(count(asked.size(), "access pattern") + " asked "
                    + count(asked.stream().mapToLong(VerifiedPattern::asked).sum(), "time")
                    + " for the keys of real items, "
                    + count(asked.stream().mapToLong(VerifiedPattern::counted).sum())
                    + " of the answers compared with SQL.");
        }
    }

    private static void printRepair(Verification verification, PrintWriter out) {
        Repair repair = verification.repair();
        if (repair == null) {
            return;
        }
        String claimed =
                repair.claimed() == 0 ? "" : ", " + count(repair.claimed()) + " kept because a row makes them by now";
        String before = repair.before() == 0
                ? ""
                : ", " + count(repair.before()) + " found mended (by an earlier part of this repair, or by others)";
        out.println("Mended by this run: " + count(repair.written(), "item") + " written and found equal, "
                + count(repair.pruned(), "extra item") + " removed" + claimed + before + "; "
                + count(verification.left(), "difference") + " left.");
        repair.files().forEach(file -> out.println("Removed items are in " + file));
    }

    private static void printExpired(Verification verification, PrintWriter out) {
        long expired = verification.entities().stream()
                .mapToLong(VerifiedEntity::expired)
                .sum();
        if (expired > 0) {
            out.println(count(expired, "item")
                    + " may be absent because the time to live is over; not counted as missing.");
        }
    }

    private static void printRejected(Verification verification, PrintWriter out) {
        long rejected = verification.entities().stream()
                .mapToLong(VerifiedEntity::rejected)
                .sum();
        if (rejected > 0) {
            out.println(count(rejected, "row") + " rejected by the mapping: the target has no items of "
                    + (rejected == 1 ? "it." : "them."));
        }
    }

    private static void printRest(long rest, String kind, PrintWriter out) {
        if (rest > 0) {
            out.println("  and " + count(rest) + " more " + kind);
        }
    }

    private String attributes(DifferentItem item) {
        return item.attributes().stream().map(this::attribute).collect(Collectors.joining(", "));
    }

    private static String changed(boolean changed, boolean perhaps) {
        if (changed) {
            return " (changed since the load)";
        }
        return perhaps ? " (perhaps changed since the load)" : "";
    }

    /** What mends it, where something can. */
    private Optional<String> remedy(Verification verification) {
        Repair repair = verification.repair();
        boolean extra = repair == null
                ? verification.extra() > 0
                : repair.pruned() + repair.claimed() < verification.extra() && repair.left() > 0;
        if (verification.sample() > 0) {
            return verification.left() == 0
                    ? Optional.empty()
                    : Optional.of("Compare and mend everything with: " + JobText.command("verify", job, "--repair"));
        }
        if (repair == null && verification.repairable() > 0) {
            return Optional.of("Mend it with: " + JobText.command("verify", job, "--repair")
                    + (extra ? "; \"--prune\" as well removes extra items, after they were written to a file" : ""));
        }
        return extra
                ? Optional.of("Remove extra items, after they were written to a file, with: "
                        + JobText.command("verify", job, "--repair", "--prune"))
                : Optional.empty();
    }

    private String attribute(AttributeDifference difference) {
        String text = "\"" + difference.name() + "\" "
                + switch (difference.kind()) {
                    case MISSING -> "is missing";
                    case UNEXPECTED -> "is too many";
                    case DIFFERENT -> "differs";
                };
        if (!showValues) {
            return text;
        }
        return text
                + (difference.expected() == null ? "" : ", expected " + ItemText.of(difference.expected()))
                + (difference.found() == null ? "" : ", found " + ItemText.of(difference.found()));
    }

    private String key(ItemKey key) {
        TableDesign table = Objects.requireNonNull(mapping.tables().get(key.table()), "a key of an unknown table");
        return key.table() + " " + ItemText.of(ItemJson.attributes(table, key));
    }
}
