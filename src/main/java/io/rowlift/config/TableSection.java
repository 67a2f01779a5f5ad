package io.rowlift.config;

import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.TableDesign.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one of {@code tables}. */
final class TableSection {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
    private static final int MAX_UNITS = 1_000_000_000;

    private TableSection() {}

    static TableDesign read(String name, Node.Entry entry, Scope file) {
        Scope scope = file.in("table \"" + name + "\"");
        if (!NAME.matcher(name).matches()) {
            scope.report(
                    entry.location(),
                    "\"" + name + "\" cannot be the name of a table",
                    "use 1 to 255 letters, digits, \"_\", \"-\" or \".\"");
        }
        Fields fields = Fields.open(entry.value(), Keys.TABLE, scope);
        KeyTypes types = new KeyTypes(scope);
        KeyAttribute partition = single(fields, "partition", types);
        KeyAttribute sort = fields.has("sort") ? single(fields, "sort", types) : null;
        if (partition != null && sort != null && partition.name().equals(sort.name())) {
            scope.report(fields.location("sort"), "\"" + sort.name() + "\" is partition and sort key at once", null);
        }
        Map<String, Index> indexes = new LinkedHashMap<>();
        fields.entries("indexes").forEach((index, e) -> indexes.put(index, index(index, e, types, scope)));
        return new TableDesign(
                name,
                partition == null ? new KeyAttribute("", KeyType.S) : partition,
                sort,
                indexes,
                ttl(fields, types, partition, sort),
                billing(fields),
                entry.location());
    }

    private static @Nullable KeyAttribute single(Fields fields, String key, KeyTypes types) {
        Node node = fields.node(key);
        return node == null ? null : types.read(node, "\"" + key + "\"");
    }

    private static Index index(String name, Node.Entry entry, KeyTypes types, Scope table) {
        Scope scope = table.in("index \"" + name + "\"");
        if (!TableNames.valid(name)) {
            scope.report(entry.location(), "DynamoDB does not allow this name", "use " + TableNames.RULE);
        }
        Fields fields = Fields.open(entry.value(), Keys.INDEX, scope);
        List<KeyAttribute> partition = types.readUpToFour(fields, "partition");
        List<KeyAttribute> sort = types.readUpToFour(fields, "sort");
        Index index = new Index(name, partition, sort, projection(fields), entry.location());
        long distinct = index.key().stream().map(KeyAttribute::name).distinct().count();
        if (distinct < index.key().size()) {
            scope.report(entry.location(), "an attribute stands twice in the key", "name each attribute once");
        }
        return index;
    }

    private static Projection projection(Fields fields) {
        Node node = fields.node("project");
        if (node instanceof Node.Sequence) {
            return new Projection(Projection.Kind.INCLUDE, fields.texts("project"));
        }
        Map<String, Projection.Kind> words = new LinkedHashMap<>();
        words.put("all", Projection.Kind.ALL);
        words.put("keys", Projection.Kind.KEYS_ONLY);
        Projection.Kind kind = node == null
                ? null
                : Scalars.oneOf(node, "\"project\"", words, "all, keys or a list of attributes", fields.scope());
        return new Projection(kind == null ? Projection.Kind.ALL : kind, List.of());
    }

    private static @Nullable String ttl(
            Fields fields, KeyTypes types, @Nullable KeyAttribute partition, @Nullable KeyAttribute sort) {
        String ttl = fields.textOrNull("ttl");
        if (ttl == null) {
            return null;
        }
        boolean key = (partition != null && partition.name().equals(ttl))
                || (sort != null && sort.name().equals(ttl));
        if (key) {
            fields.scope()
                    .report(
                            fields.location("ttl"),
                            "\"ttl\" names the key attribute \"" + ttl + "\"",
                            "keep the expiry in an attribute of its own");
        } else if (types.of(ttl) != null && types.of(ttl) != KeyType.N) {
            fields.scope()
                    .report(
                            fields.location("ttl"),
                            "\"ttl\" names \"" + ttl + "\", which is no number as a key of an index",
                            "write { " + ttl + ": N } there: an expiry is a number of seconds");
        }
        return ttl;
    }

    private static Billing billing(Fields fields) {
        Node node = fields.node("billing");
        if (node instanceof Node.Block) {
            Fields units = Fields.open(node, Keys.PROVISIONED, fields.scope().in("billing"));
            return new Billing.Provisioned(units.count("read", 1, MAX_UNITS, 1), units.count("write", 1, MAX_UNITS, 1));
        }
        if (node != null) {
            Scalars.oneOf(
                    node,
                    "\"billing\"",
                    Map.of("on-demand", true),
                    "on-demand or { read: units, write: units }",
                    fields.scope());
        }
        return new Billing.OnDemand();
    }
}
