package io.rowlift.mapping;

import io.rowlift.mapping.Language.Run;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells keys that an item of a mapping could have from others, by everything that is known of its variables: their types,
 * their formats, and that a variable has one text wherever it stands. Never matches less than the item's keys.
 */
public final class KeyPattern {

    /** Stands between partition and sort key: no text of a key holds it twice in the same place by chance. */
    private static final char BETWEEN = '\u0000';

    private final String table;
    private final Pattern pattern;
    private final boolean marked;

    private KeyPattern(String table, Pattern pattern, boolean marked) {
        this.table = table;
        this.pattern = pattern;
        this.marked = marked;
    }

    /**
     * Returns the pattern of an item's key.
     *
     * @param number counts the entity's items from 0
     * @param shape the layout of the entity's rows, for which the mapping compiles
     */
    public static KeyPattern of(Mapping mapping, Entity entity, int number, Shape shape) {
        Entity.ItemDesign design = entity.items().get(number);
        TableDesign table = Objects.requireNonNull(mapping.tables().get(design.table()), "a table of the mapping");
        Lookup lookup = ItemCompiler.lookup(entity, number, shape, new Problems());
        Writer writer = new Writer(lookup);
        TableDesign.KeyAttribute sort = table.sort();
        Template partition = design.key().get(table.partition().name());
        Template under = sort == null ? null : design.key().get(sort.name());
        writer.add(partition);
        if (sort != null) {
            writer.regex.append(BETWEEN);
            writer.add(under);
        }
        return new KeyPattern(
                table.name(),
                Pattern.compile(writer.regex.toString(), Pattern.DOTALL),
                begins(partition) || begins(under));
    }

    /** Returns whether the item could have this key. */
    public boolean matches(ItemKey key) {
        Value sort = key.sort();
        String text = ItemKey.text(key.partition()) + (sort == null ? "" : BETWEEN + ItemKey.text(sort));
        return key.table().equals(table) && pattern.matcher(text).matches();
    }

    /**
     * Returns whether partition or sort key begins with a text of the mapping's own that holds a letter or a digit: signs
     * such as {@code #} stand in everybody's keys.
     */
    public boolean marked() {
        return marked;
    }

    private static boolean begins(@Nullable Template template) {
        return template != null
                && !template.parts().isEmpty()
                && template.parts().get(0) instanceof Template.Literal literal
                && literal.text().codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Writes the expression. */
    private static final class Writer {

        private final Lookup lookup;
        private final StringBuilder regex = new StringBuilder();
        private final Map<String, Integer> groups = new HashMap<>();

        Writer(Lookup lookup) {
            this.lookup = lookup;
        }

        void add(@Nullable Template template) {
            if (template == null) {
                regex.append(".*"); // an ordinary attribute serves as the key
                return;
            }
            CharClass delimiters = CharClass.of(TemplateCompiler.delimiters(template));
            for (Template.Part part : template.parts()) {
                if (part instanceof Template.Literal literal) {
                    regex.append(Pattern.quote(literal.text()));
                } else {
                    variable((Variable) part, template, delimiters);
                }
            }
        }

        private void variable(Variable variable, Template template, CharClass delimiters) {
            Integer group = groups.get(variable.reference() + variable.formats());
            if (group != null) {
                regex.append("\\").append(group);
                return;
            }
            groups.put(variable.reference() + variable.formats(), groups.size() + 1);
            Operand operand = Objects.requireNonNull(
                    lookup.operand(variable.reference(), "key", template.location()), "the mapping was not compiled");
            regex.append('(');
            Language.of(operand, variable.formats(), delimiters).runs().forEach(this::run);
            regex.append(')');
        }

        private void run(Run run) {
            regex.append(chars(run.chars())).append('{').append(run.min()).append(',');
            regex.append(run.max() == Language.MANY ? "" : run.max()).append('}');
        }

        private static String chars(CharClass chars) {
            if (chars.equals(CharClass.ANY)) {
                return ".";
            }
            List<String> codes = new ArrayList<>();
            for (char c = 0; c < 128; c++) {
                if (chars.contains(c)) {
                    codes.add(String.format("\\x%02x", (int) c));
                }
            }
            if (chars.others()) {
                codes.add("\\x{80}-\\x{10ffff}");
            }
            return "[" + String.join("", codes) + "]";
        }
    }
}
