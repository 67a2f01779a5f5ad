package io.rowlift.config;

import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.mapping.Entity.Each;
import io.rowlift.problem.Location;
import io.rowlift.problem.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code x} and {@code x.y} can mean in one place of a mapping, as far as the file alone can tell: a name that is
 * nothing of this is a column, and whether there is such a column is checked against the source.
 *
 * @param joins names of joins
 * @param embeds by name
 * @param each what the item is repeated for, or null
 */
record References(
        Set<String> joins,
        Map<String, Embed> embeds,
        @Nullable Each each) {

    static References of(List<Join> joins, List<Embed> embeds, @Nullable Each each) {
        return new References(
                joins.stream().map(Join::name).collect(Collectors.toSet()),
                embeds.stream().collect(Collectors.toMap(Embed::name, Function.identity(), (a, b) -> a)),
                each);
    }

    /** Checks a reference that must be a single value: in a template or under {@code as}. */
    void checkValue(String reference, Location location, Scope scope) {
        Each loop = each;
        if (embeds.containsKey(reference)) {
            String remedy =
                    "a list has no place here; write one item per element with each: { name: " + reference + " }";
            scope.report(location, "\"" + reference + "\" is an embed", remedy);
        } else if (loop != null && reference.equals(loop.alias()) && embeds.containsKey(loop.source())) {
            String remedy = "name one of its columns, such as " + loop.alias() + ".id";
            scope.report(location, "\"" + reference + "\" is a row of \"" + loop.source() + "\"", remedy);
        } else {
            check(reference, location, scope);
        }
    }

    /** Checks a reference that may be anything with a value, a list too. */
    void check(String reference, Location location, Scope scope) {
        int dot = reference.indexOf('.');
        if (dot < 0) {
            return;
        }
        String owner = reference.substring(0, dot);
        Each loop = each;
        if (loop != null && owner.equals(loop.alias())) {
            checkElement(loop, reference.substring(dot + 1), location, scope);
        } else if (embeds.containsKey(owner)) {
            scope.report(
                    location,
                    "\"" + reference + "\" names a column of the embed \"" + owner + "\", which has many rows",
                    "choose the embed's columns under its \"attributes\", or write one item per element with each");
        } else if (!joins.contains(owner)) {
            scope.report(
                    location,
                    "\"" + reference + "\" names the join \"" + owner + "\", which is not declared",
                    known(owner));
        }
    }

    private void checkElement(Each loop, String column, Location location, Scope scope) {
        Embed embed = embeds.get(loop.source());
        if (embed == null) {
            scope.report(
                    location,
                    "\"" + loop.alias() + "\" is an element of the column \"" + loop.source() + "\" and has no columns",
                    "write " + loop.alias() + " alone");
        } else {
            of(embed.joins(), embed.embeds(), null).check(column, location, scope);
        }
    }

    private @Nullable String known(String owner) {
        Set<String> owners = new TreeSet<>(joins);
        if (each != null) {
            owners.add(each.alias());
        }
        String suggestion = Suggestion.didYouMean(owner, owners);
        return suggestion != null ? suggestion : "declare it under \"join\"";
    }
}
