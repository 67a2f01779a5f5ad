package io.rowlift.suggest;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Column;
import io.rowlift.schema.ForeignKey;
import io.rowlift.schema.Key;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Schemas as tests write them: a line {@code POSTGRESQL shop}, then {@code table public.orders} or {@code view ...} with
 * lines {@code column id bigint not null}, {@code primary name (id)}, {@code unique name (a, b) weak: reason},
 * {@code foreign name (a) public.users (id) cascading}; {@code unread public.secrets: reason}; and {@code partition p1.name public.orders: sql}.
 */
final class SchemaText {

    private static final Pattern TABLE = Pattern.compile("(table|view) (\\w+)\\.(.+)");
    private static final Pattern COLUMN =
            Pattern.compile("column \"?([^\" ]+|[^\"]+(?=\"))\"? (.+?)( not null)?( folding (\\w+))?");
    private static final Pattern KEY = Pattern.compile("(primary|unique) (\\w+) \\((.*)\\)(?: weak: (.*))?");
    private static final Pattern FOREIGN =
            Pattern.compile("foreign (\\w+) \\((.*)\\) (\\w+)\\.([^(]+) \\((.*)\\)( cascading)?");
    private static final Pattern UNREAD = Pattern.compile("unread (\\w+)\\.(\\w+): (.*)");

    private static final Pattern PARTITION = Pattern.compile("partition (\\S+) (\\w+)\\.(\\w+): (.*)");

    private final List<Table> tables = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final List<Other> others = new ArrayList<>();
    private String head = "";

    private SchemaText() {}

    static Introspection read(Path file) throws IOException {
        SchemaText schema = new SchemaText();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                schema.line(line.strip());
            }
        }
        String[] words = schema.head.split(" ", -1);
        return new Introspection(
                Product.valueOf(words[0]), words[1], schema.tables, schema.unread, List.of(), schema.others);
    }

    private void line(String line) {
        Matcher table = TABLE.matcher(line);
        Matcher column = COLUMN.matcher(line);
        Matcher key = KEY.matcher(line);
        Matcher foreign = FOREIGN.matcher(line);
        Matcher partition = PARTITION.matcher(line);
        Matcher hidden = UNREAD.matcher(line);
        if (head.isEmpty()) {
            head = line;
        } else if (table.matches()) {
            tables.add(new Table(
                    new TableName(table.group(2), table.group(3)),
                    table.group(1).equals("view") ? Table.Kind.VIEW : Table.Kind.TABLE,
                    List.of(),
                    List.of(),
                    List.of()));
        } else if (column.matches()) {
            Table last = last();
            add(
                    last,
                    plus(
                            last.columns(),
                            new Column(
                                    column.group(1),
                                    type(column.group(2)),
                                    column.group(3) == null,
                                    column.group(2),
                                    column.group(5))),
                    last.keys(),
                    last.foreignKeys());
        } else if (key.matches()) {
            Table last = last();
            Key added = new Key(key.group(2), names(key.group(3)), key.group(1).equals("primary"), key.group(4));
            add(last, last.columns(), plus(last.keys(), added), last.foreignKeys());
        } else if (foreign.matches()) {
            Table last = last();
            ForeignKey added = new ForeignKey(
                    foreign.group(1),
                    names(foreign.group(2)),
                    new TableName(foreign.group(3), foreign.group(4)),
                    names(foreign.group(5)),
                    foreign.group(6) != null);
            add(last, last.columns(), last.keys(), plus(last.foreignKeys(), added));
        } else if (hidden.matches()) {
            unread.add(new Unread(new TableName(hidden.group(1), hidden.group(2)), hidden.group(3)));
        } else if (partition.matches()) {
            others.add(new Other(
                    "foreign key of a partition",
                    partition.group(1),
                    new TableName(partition.group(2), partition.group(3)),
                    partition.group(4)));
        } else {
            throw new IllegalArgumentException(line);
        }
    }

    private Table last() {
        return tables.remove(tables.size() - 1);
    }

    private void add(Table table, List<Column> columns, List<Key> keys, List<ForeignKey> foreignKeys) {
        tables.add(new Table(table.name(), table.kind(), columns, keys, foreignKeys));
    }

    private static <T> List<T> plus(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(", ", -1));
    }

    private static Type type(String declared) {
        Matcher sized = Pattern.compile("(\\w+)\\((\\d+)(?:,(\\d+))?\\)").matcher(declared);
        int size = sized.matches() ? Integer.parseInt(sized.group(2)) : 0;
        int scale = sized.matches() && sized.group(3) != null ? Integer.parseInt(sized.group(3)) : 0;
        return switch (declared.replaceFirst("\\(.*", "").toLowerCase(Locale.ROOT)) {
            case "int" -> new Type.Int(32, false);
            case "tinyint" -> new Type.Int(8, false);
            case "bigint" -> new Type.Int(64, false);
            case "numeric" -> size == 0 ? Type.Numeric.UNCONSTRAINED : new Type.Numeric(size, scale);
            case "double" -> new Type.Real(64);
            case "bool" -> new Type.Bool();
            case "text", "varchar" -> new Type.Text(size);
            case "uuid" -> new Type.Uuid();
            case "date" -> new Type.Date();
            case "datetime" -> new Type.Timestamp(size, false);
            case "timestamptz" -> new Type.Timestamp(6, true);
            case "bytea", "binary", "longblob" -> new Type.Bytes();
            case "jsonb" -> new Type.Json();
            case "inet" -> new Type.Textual("inet");
            default -> throw new IllegalArgumentException(declared);
        };
    }
}
