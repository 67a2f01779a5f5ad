package io.rowlift.mapping;

import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.mapping.TextTemplate.Use;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sort key of an item, in its table or in an index, beside the values that it is made of: so that the order of the
 * key can be compared with the order of the values.
 */
public final class SortKey {

    /** Formats that do not ask for another order than that of the values. */
    private static final Set<Format.Kind> ORDERED = EnumSet.of(
            Format.Kind.PAD,
            Format.Kind.DESC,
            Format.Kind.ISO,
            Format.Kind.EPOCH,
            Format.Kind.EPOCH_MILLIS,
            Format.Kind.HEX,
            Format.Kind.BASE64,
            Format.Kind.ESCAPE,
            Format.Kind.RAW);

    private final String name;
    private final Location location;
    private final int condition;
    private final Elements elements;
    private final KeySlot partition;
    private final KeySlot sort;
    private final List<Operand> operands;
    private final List<String> columns;
    private final ValueOrder order;
    private final ValueOrder ranking;

    private SortKey(
            String name,
            int condition,
            Elements elements,
            KeySlot partition,
            KeySlot sort,
            List<Operand> operands,
            List<String> columns,
            List<Variable> variables) {
        this.name = name;
        this.location = sort.template().location();
        this.condition = condition;
        this.elements = elements;
        this.partition = partition;
        this.sort = sort;
        this.operands = operands;
        this.columns = columns;
        this.order = ValueOrder.of(operands, variables);
        this.ranking = ValueOrder.ofRanks(variables);
    }

    /**
     * A rendered key and its values.
     *
     * @param sort as DynamoDB compares it
     * @param values as the source compares them, in the order of the template
     */
    public record Sample(Value sort, List<Object> values) {}

    /**
     * Finds the sort keys of an entity that are made of values with an order of their own.
     *
     * @param shape the layout of the entity's rows, for which the mapping compiles
     */
    public static List<SortKey> of(Mapping mapping, Entity entity, Shape shape) {
        List<SortKey> all = new ArrayList<>();
        for (int i = 0; i < entity.items().size(); i++) {
            ItemDesign design = entity.items().get(i);
            TableDesign table = mapping.tables().get(design.table());
            if (table != null) {
                SortKeys keys = new SortKeys(entity, i, shape);
                KeyAttribute sort = table.sort();
                if (sort != null) {
                    keys.add(table.partition(), sort, design.key(), Use.KEY, "table \"" + table.name() + "\"", all);
                }
                for (Index index : table.indexes().values()) {
                    if (index.partition().size() == 1 && index.sort().size() == 1) {
                        keys.add(
                                index.partition().get(0),
                                index.sort().get(0),
                                design.index(),
                                Use.INDEX,
                                "index \"" + index.name() + "\"",
                                all);
                    }
                }
            }
        }
        return all;
    }

    /** Compiles the keys of one item. */
    private record SortKeys(Entity entity, int number, Shape shape) {

        void add(
                KeyAttribute partition,
                KeyAttribute sort,
                Map<String, Template> templates,
                Use use,
                String where,
                List<SortKey> out) {
            Template first = templates.get(partition.name());
            Template second = templates.get(sort.name());
            if (first == null || second == null) {
                return;
            }
            Lookup lookup = ItemCompiler.lookup(entity, number, shape, new Problems());
            KeyCompiler compiler = new KeyCompiler(lookup, use);
            KeySlot partitionSlot = compiler.compile(partition, KeySlot.MAX_PARTITION, first);
            KeySlot sortSlot = compiler.compile(sort, KeySlot.MAX_SORT, second);
            List<Variable> variables = second.parts().stream()
                    .filter(Variable.class::isInstance)
                    .map(Variable.class::cast)
                    .toList();
            boolean ordered = variables.stream()
                    .flatMap(variable -> variable.formats().stream())
                    .allMatch(format -> ORDERED.contains(format.kind()));
            ItemDesign design = entity.items().get(number);
            Elements elements = ItemCompiler.elements(design, lookup);
            if (partitionSlot == null || sortSlot == null || elements == null || variables.isEmpty() || !ordered) {
                return;
            }
            List<Operand> operands = new ArrayList<>();
            for (Variable variable : variables) {
                Operand operand = lookup.operand(variable.reference(), "key", second.location());
                if (operand != null) {
                    operands.add(operand);
                }
            }
            out.add(new SortKey(
                    "entity \"" + entity.name() + "\", item " + (number + 1) + ", sort key \"" + sort.name() + "\" of "
                            + where,
                    design.condition() == null ? -1 : shape.column("when#" + design.condition()),
                    elements,
                    partitionSlot,
                    sortSlot,
                    operands,
                    stored(operands),
                    variables));
        }

        /** The elements of a list stand in no row of the root, so that the source is not asked about them. */
        private List<String> stored(List<Operand> operands) {
            return operands.stream().allMatch(operand -> operand.place() == Operand.Place.ROW)
                    ? operands.stream()
                            .map(operand ->
                                    shape.columns().get(operand.position()).name())
                            .toList()
                    : List.of();
        }
    }

    /** Returns where it is, for example {@code entity "Order", item 1, sort key "SK" of table "shop"}. */
    public String name() {
        return name;
    }

    /** Returns where its template stands. */
    public Location location() {
        return location;
    }

    /** Returns its template. */
    public String template() {
        return sort.template().text();
    }

    /** Returns the columns whose order it should have, for example {@code created_at, id}. */
    public String columns() {
        return operands.stream().map(Operand::name).collect(Collectors.joining(", "));
    }

    /** Compares what two keys are made of as the source does, and the other way round where {@code desc} asks for it. */
    public int compareValues(Sample one, Sample other) {
        return order.compare(one.values(), other.values());
    }

    /** Returns the columns of the row whose order it should have; none when it is made of the elements of a list. */
    public List<String> stored() {
        return columns;
    }

    /** Returns whether one of its values is text or the label of an enum, which not every source sorts by characters. */
    public boolean text(int value) {
        return operands.get(value).type() instanceof Type.Text;
    }

    /** Compares two keys by the places that the source gives their {@link #stored} columns. */
    public int compareRanks(List<Long> one, List<Long> other) {
        return ranking.compare(one, other);
    }

    /** Compares two keys as DynamoDB does. */
    public int compareKeys(Sample one, Sample other) {
        return ValueOrder.keys(one.sort(), other.sort());
    }

    /**
     * Shows the keys that a row has, under the partition keys that are wanted.
     *
     * @param row a row that is not rejected
     * @param wanted returns who takes the samples of a partition key, or null when nobody wants them
     */
    public void samples(Row row, Function<Value, @Nullable Consumer<Sample>> wanted) {
        if (condition >= 0 && !Boolean.TRUE.equals(row.get(condition))) {
            return;
        }
        for (Object element : elements.of(row)) {
            Value under = partition.value(row, element);
            Consumer<Sample> taker = under == null ? null : wanted.apply(under);
            Value key = taker == null ? null : sort.value(row, element);
            List<Object> values = key == null ? List.of() : values(row, element);
            if (taker != null && key != null && values.size() == operands.size()) {
                taker.accept(new Sample(key, values));
            }
        }
    }

    private List<Object> values(Row row, @Nullable Object element) {
        List<Object> values = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            Object value = operand.read(row, element);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
