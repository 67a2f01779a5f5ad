package io.rowlift.config;

import io.rowlift.problem.Location;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names that the user gives to entities, joins, embeds, computed columns and elements: one name, one thing. */
final class UserNames {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$-]*");

    private final Map<String, String> taken = new HashMap<>();

    /** Checks that a name can be used in references, where {@code .}, {@code |} and braces have a meaning. */
    static void check(String name, String what, Location location, Scope scope) {
        if (!NAME.matcher(name).matches()) {
            scope.report(
                    location,
                    "\"" + name + "\" cannot be the name of " + what,
                    "use letters, digits, \"_\" and \"-\", beginning with a letter");
        }
    }

    /** Takes a name for something that references can mean. */
    void take(String name, String what, Location location, Scope scope) {
        check(name, what, location, scope);
        String other = taken.putIfAbsent(name, what);
        if (other != null) {
            scope.report(
                    location,
                    "\"" + name + "\" is the name of " + other + " already",
                    "choose another one for " + what);
        }
    }

    /** Returns a copy, for names that are taken in one item only. */
    UserNames copy() {
        UserNames copy = new UserNames();
        copy.taken.putAll(taken);
        return copy;
    }
}
