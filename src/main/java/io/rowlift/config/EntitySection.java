package io.rowlift.config;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Sql;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.Entity.Names;
import io.rowlift.mapping.Entity.Nulls;
import io.rowlift.mapping.TableDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one of {@code entities}. */
final class EntitySection {

    private EntitySection() {}

    static Entity read(String name, Node.Entry entry, Map<String, TableDesign> tables, Scope file) {
        Scope scope = file.in("entity \"" + name + "\"");
        UserNames.check(name, "an entity", entry.location(), scope);
        Fields fields = Fields.open(entry.value(), Keys.ENTITY, scope);
        Relation relation = Relation.read(fields);
        Names names = fields.oneOf("names", Words.NAMES, Names.AS_IS);
        Nulls nulls = fields.oneOf("nulls", Words.NULLS, Nulls.OMIT);
        List<Sql> conditions = new ArrayList<>();
        ItemSection section = new ItemSection(tables, relation, names, nulls, conditions);
        List<ItemDesign> items = new ArrayList<>();
        for (Node item : fields.elements("items")) {
            items.add(section.read(item, scope.in("item " + (items.size() + 1))));
        }
        Aggregate aggregate = new Aggregate(
                name,
                fields.text("from"),
                fields.texts("key"),
                relation.columns(),
                sql(fields, "where"),
                relation.joins(),
                relation.embeds(),
                List.copyOf(conditions),
                entry.location());
        return new Entity(name, aggregate, items, names, entry.location());
    }

    /** Reads an SQL fragment, or null. */
    static @Nullable Sql sql(Fields fields, String key) {
        Node node = fields.node(key);
        String text = fields.textOrNull(key);
        return node == null || text == null ? null : new Sql(text, node.location());
    }
}
