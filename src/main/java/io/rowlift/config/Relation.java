package io.rowlift.config;

import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.mapping.Entity.Each;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What entities and embeds have in common: what is read beside their own table's columns.
 *
 * @param columns computed columns
 * @param joins parents, each after those that it refers to
 * @param embeds children
 * @param taken the names of all these
 */
record Relation(List<Computed> columns, List<Join> joins, List<Embed> embeds, UserNames taken) {

    static Relation read(Fields fields) {
        UserNames taken = new UserNames();
        List<Computed> columns = ComputedSection.read(fields, taken);
        List<Join> joins = JoinSection.read(fields, taken);
        return new Relation(columns, joins, EmbedSection.read(fields, taken), taken);
    }

    References references(@Nullable Each each) {
        return References.of(joins, embeds, each);
    }
}
