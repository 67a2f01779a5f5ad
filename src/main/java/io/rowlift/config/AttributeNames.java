package io.rowlift.config;

import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Attribute;
import io.rowlift.mapping.Entity.Names;
import io.rowlift.problem.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds attributes of one name, and attributes named like a key. Of the columns that {@code "*"} brings only the computed
 * ones are known here; the table's own are checked when the mapping is compiled.
 */
final class AttributeNames {

    private final Set<String> keys;
    private final Scope scope;
    private final Set<String> seen = new HashSet<>();

    private AttributeNames(Set<String> keys, Scope scope) {
        this.keys = keys;
        this.scope = scope;
    }

    static void check(
            List<Attribute> attributes,
            List<Computed> computed,
            List<String> except,
            Names names,
            Set<String> keys,
            Scope scope) {
        AttributeNames check = new AttributeNames(keys, scope);
        for (Attribute attribute : attributes) {
            if (attribute instanceof Attribute.All all) {
                if (!check.seen.add("*")) {
                    scope.report(all.location(), "\"*\" stands twice in \"attributes\"", null);
                } else {
                    computed.stream()
                            .map(Computed::name)
                            .filter(name -> !except.contains(name))
                            .forEach(name -> check.add(names.apply(name), all.location()));
                }
            } else if (attribute instanceof Attribute.Bare bare) {
                String reference = bare.reference();
                check.add(names.apply(reference.substring(reference.lastIndexOf('.') + 1)), bare.location());
            } else if (attribute instanceof Attribute.Named named) {
                check.add(named.name(), named.location());
            }
        }
    }

    private void add(String name, Location location) {
        if (keys.contains(name)) {
            scope.report(
                    location,
                    "attribute \"" + name + "\" is named like a key attribute of the item",
                    "rename it: { other_name: " + name + " }");
        } else if (!seen.add(name)) {
            scope.report(
                    location,
                    "two attributes are named \"" + name + "\"",
                    "rename or remove one, or list it under \"except\"");
        }
    }
}
