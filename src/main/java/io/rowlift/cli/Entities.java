package io.rowlift.cli;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Suggestion;

/** Entities that a user names on the command line. */
final class Entities {

    private Entities() {}

    /**
     * Returns the entity of exactly this name.
     *
     * @throws ConfigurationException with a suggestion when there is none
     */
    static Entity require(Mapping mapping, String name) {
        Entity entity = mapping.entities().get(name);
        if (entity == null) {
            String near = Suggestion.didYouMean(name, mapping.entities().keySet());
            throw new ConfigurationException(
                    mapping.file() + " has no entity \"" + name + "\"",
                    near != null ? near : "it has " + quoted(mapping));
        }
        return entity;
    }

    private static String quoted(Mapping mapping) {
        return "\"" + String.join("\", \"", mapping.entities().keySet()) + "\"";
    }
}
