package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Index;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.IndexDesign.Kind;
import io.rowlift.target.mysql.IndexDesign.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Declares the indexes of a table again. */
final class IndexDesigner {

    /** Long enough to tell most texts apart, and within the room of any index. */
    private static final int PREFIX = 255;

    private static final int MOST_PARTS = 16;

    private static final Set<String> ORDERED = Set.of("btree", "hash", "rtree", "");

    private final Draft draft;
    private final TableDraft table;
    private final Names names = new Names();

    IndexDesigner(Draft draft, TableDraft table) {
        this.draft = draft;
        this.table = table;
    }

    /** Returns those that MySQL can hold; the others are among the findings. */
    List<IndexDesign> indexes() {
        List<IndexDesign> designs = new ArrayList<>();
        for (Index index : table.definition().indexes()) {
            try {
                designs.add(design(index));
            } catch (Untranslatable e) {
                boolean guarded = index.unique();
                say(
                        index,
                        Remark.warning(
                                "index-left-out",
                                "it is left out: " + e.reason()
                                        + (guarded ? "; the target does not keep its values unique" : ""),
                                guarded
                                        ? "make one in MySQL's language after the load, or see to it in the application"
                                        : "make one in MySQL's language after the load where queries need it"));
            }
        }
        return designs;
    }

    private IndexDesign design(Index index) throws Untranslatable {
        if (draft.foreign() && !index.visible()) {
            throw new Untranslatable("it is not valid in the source");
        }
        Kind kind = kind(index);
        List<Part> parts = new ArrayList<>();
        if (index.where() != null && index.unique()) {
            parts.addAll(conditional(index));
        } else {
            for (Index.Part part : index.parts()) {
                parts.add(part(part, kind));
            }
            remarks(index);
        }
        List<Part> fitting = kind == Kind.FULLTEXT || kind == Kind.SPATIAL ? parts : fit(index, kind, parts);
        String name = kind == Kind.PRIMARY ? "PRIMARY" : name(index);
        return new IndexDesign(name, kind, fitting, index.visible() || kind == Kind.PRIMARY);
    }

    private String name(Index index) {
        // a name of its own that MySQL keeps for the primary key
        return names.give(index.name().equalsIgnoreCase("primary") ? index.name() + "_key" : index.name());
    }

    private Kind kind(Index index) throws Untranslatable {
        if (index.primary()) {
            return Kind.PRIMARY;
        }
        if (index.method().equals("fulltext")) {
            return Kind.FULLTEXT;
        }
        if (index.method().equals("spatial")) {
            return Kind.SPATIAL;
        }
        if (!ORDERED.contains(index.method())) {
            throw new Untranslatable("MySQL has no counterpart of the method \"" + index.method() + '"');
        }
        return index.unique() ? Kind.UNIQUE : Kind.PLAIN;
    }

    private void remarks(Index index) {
        if (index.where() != null) {
            say(index, Remark.note("partial-index", "MySQL has no partial indexes: it holds all rows", null));
        }
        if (!index.include().isEmpty()) {
            say(index, Remark.note("included-columns", "MySQL has no INCLUDE: it holds its key columns only", null));
        }
        if (index.unique() && !index.nullsDistinct()) {
            say(
                    index,
                    Remark.warning(
                            "nulls-distinct",
                            "the source takes NULLs as equal in it, MySQL takes them as different: rows that differ in"
                                    + " nothing but have NULLs become possible",
                            "make the columns NOT NULL in the source, or see to it in the application"));
        }
    }

    /** NULL is never equal to NULL: rows outside the condition get NULL, and those inside their values. */
    private List<Part> conditional(Index index) throws Untranslatable {
        String where = expression(String.valueOf(index.where()));
        List<Part> parts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            Part plain = part(part, Kind.UNIQUE);
            String value = plain.column() == null ? "(" + plain.expression() + ")" : Quoted.name(plain.column());
            refuseLong(value);
            parts.add(new Part(null, "CASE WHEN " + where + " THEN " + value + " END", 0, plain.descending()));
        }
        return parts;
    }

    private Part part(Index.Part part, Kind kind) throws Untranslatable {
        if (part.column() == null) {
            String expression = expression(String.valueOf(part.expression()));
            refuseLong(expression);
            return new Part(null, expression, 0, part.descending());
        }
        ColumnCopy column = table.column(part.column());
        if (column == null) {
            throw new Untranslatable("the mapping leaves out the column \"" + part.column() + '"');
        }
        MySqlType type = table.type(column);
        if (type.json() || (type.shape() && kind != Kind.SPATIAL)) {
            throw new Untranslatable(
                    "column \"" + column.source() + "\" becomes " + type.name() + ", which has no order in MySQL");
        }
        if (type.apart() && kind.unique() && part.length() == 0) {
            throw new Untranslatable("column \"" + column.source() + "\" is " + type
                    + ", of which a unique index holds the beginning only; say \"type: varchar(n)\"");
        }
        boolean special = kind == Kind.FULLTEXT || kind == Kind.SPATIAL;
        return new Part(column.target(), null, special ? 0 : part.length(), part.descending());
    }

    /** An index over an expression cannot hold what stands apart from its row. */
    private String expression(String source) throws Untranslatable {
        String sql = draft.expressions().translate(source, table.named()).text();
        for (ColumnCopy column : table.copy().columns()) {
            if (table.type(column).apart() && sql.contains(Quoted.name(column.target()))) {
                throw new Untranslatable("its expression is over column \"" + column.source() + "\", which is "
                        + table.type(column) + "; say \"type: varchar(n)\"");
            }
        }
        return sql;
    }

    private void refuseLong(String sql) throws Untranslatable {
        int characters = table.copy().columns().stream()
                .filter(c -> table.type(c).prefixable() && sql.contains(Quoted.name(c.target())))
                .mapToInt(c -> table.type(c).argument(0, 1))
                .sum();
        if (characters > KeyLengths.LONGEST_EXPRESSION) {
            throw new Untranslatable("an expression over " + characters
                    + " characters is a text without a length to MySQL, which no index holds; say \"type: varchar(512)\" or"
                    + " less for its columns");
        }
    }

    /** Shortens what is too long for an index that guards nothing, and refuses the others. */
    private List<Part> fit(Index index, Kind kind, List<Part> parts) throws Untranslatable {
        if (parts.size() > MOST_PARTS) {
            throw new Untranslatable("it has " + parts.size() + " parts, MySQL allows 16");
        }
        long bytes = parts.stream().mapToLong(this::bytes).sum();
        boolean apart = parts.stream()
                .anyMatch(
                        p -> p.length() == 0 && type(p).filter(MySqlType::apart).isPresent());
        if (bytes <= KeyLengths.LONGEST_BYTES && !apart) {
            return parts;
        }
        if (kind.unique()) {
            say(
                    index,
                    Remark.problem(
                            "key-too-long",
                            "it holds " + bytes + " bytes per row, MySQL allows 3,072",
                            "give its texts fewer characters with \"type: varchar(n)\", or a character set of one byte"
                                    + " such as \"type: varchar(255) CHARACTER SET ascii\""));
            return parts;
        }
        return shortened(index, parts);
    }

    private List<Part> shortened(Index index, List<Part> parts) {
        long fixed = parts.stream()
                .filter(p -> !prefixable(p))
                .mapToLong(this::bytes)
                .sum();
        long share = (KeyLengths.LONGEST_BYTES - fixed)
                / Math.max(1, parts.stream().filter(this::prefixable).count());
        List<Part> cut = new ArrayList<>();
        for (Part part : parts) {
            MySqlType type = type(part).orElse(null);
            long room = type == null || !prefixable(part) ? 0 : share / (type.text() ? type.characterBytes() : 1);
            boolean shorter = type != null && room > 0 && (type.apart() || bytes(part) > share);
            int length = shorter ? (int) Math.max(1, Math.min(PREFIX, room)) : part.length();
            cut.add(new Part(part.column(), part.expression(), length, part.descending()));
        }
        say(index, Remark.note("index-shortened", "it holds the beginnings of long texts only", null));
        return cut;
    }

    private boolean prefixable(Part part) {
        return type(part).filter(MySqlType::prefixable).isPresent();
    }

    private Optional<MySqlType> type(Part part) {
        return table.copy().columns().stream()
                .filter(c -> c.target().equals(part.column()))
                .map(table::type)
                .findFirst();
    }

    private long bytes(Part part) {
        MySqlType type = type(part).orElse(null);
        if (type == null) {
            return 0;
        }
        long character = type.text() ? type.characterBytes() : 1;
        return part.length() > 0 ? part.length() * character : type.bytes();
    }

    private void say(Index index, Remark remark) {
        draft.findings().add(table.copy(), "index \"" + index.name() + '"', remark);
    }
}
