package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Findings.Remark;
import java.util.List;
import java.util.Locale;

/** The type table for columns that PostgreSQL declares. */
final class ForeignTypes implements TypeTable {

    /** The longest varchar that leaves room for others in a row of 65,535 bytes. */
    private static final int LONGEST_VARCHAR = 16_000;

    private static final int DIGITS = 65;
    private static final int FRACTION = 30;

    @Override
    public Choice choose(ColumnCopy column) {
        String declared = declared(column);
        Type type = column.column().type();
        if (type instanceof Type.Int whole) {
            String name = whole.bits() <= 16 ? "smallint" : whole.bits() <= 32 ? "int" : "bigint";
            return new Choice(new MySqlType(name, List.of(), whole.unsigned(), false, null, null));
        }
        if (type instanceof Type.Numeric number) {
            return number(number);
        }
        if (type instanceof Type.Text text) {
            return text(text, declared, column);
        }
        if (type instanceof Type.Textual textual) {
            return textual(textual.name());
        }
        return new Choice(plain(type));
    }

    private static String declared(ColumnCopy column) {
        String declared = column.definition() == null
                ? column.column().declared()
                : column.definition().column().declared();
        return declared.toLowerCase(Locale.ROOT);
    }

    private static MySqlType plain(Type type) {
        if (type instanceof Type.Real real) {
            return MySqlType.of(real.bits() == 32 ? "float" : "double");
        }
        if (type instanceof Type.Bool) {
            return MySqlType.of("tinyint", 1);
        }
        if (type instanceof Type.Uuid) {
            return MySqlType.of("char", 36).in("ascii", "ascii_bin");
        }
        if (type instanceof Type.Date) {
            return MySqlType.of("date");
        }
        if (type instanceof Type.Timestamp moment) {
            return fraction("datetime", moment.fraction());
        }
        if (type instanceof Type.Time time) {
            return time.zoned() ? MySqlType.of("varchar", 24) : fraction("time", time.fraction());
        }
        return MySqlType.of(type instanceof Type.Bytes ? "longblob" : "json");
    }

    private static MySqlType fraction(String name, int digits) {
        return digits == 0 ? MySqlType.of(name) : MySqlType.of(name, digits);
    }

    private static Choice number(Type.Numeric number) {
        if (number.unconstrained()) {
            return new Choice(
                    MySqlType.of("decimal", DIGITS, FRACTION),
                    Remark.warning(
                            "unbounded-number",
                            "numeric without precision becomes decimal(65,30), which prints 30 digits after the point;"
                                    + " values with more than 35 digits before it or 30 after it are rejected",
                            "say what the values need, for example \"type: decimal(20,6)\""));
        }
        // a negative scale rounds before the point, a scale above the precision counts zeros after it
        int scale = Math.max(0, number.scale());
        int precision = Math.max(number.precision() - Math.min(0, number.scale()), scale);
        if (precision <= DIGITS && scale <= FRACTION) {
            return new Choice(MySqlType.of("decimal", precision, scale));
        }
        int keptScale = Math.min(scale, FRACTION);
        return new Choice(
                MySqlType.of("decimal", Math.min(DIGITS, precision - scale + keptScale), keptScale),
                Remark.warning(
                        "wide-number",
                        "numeric(" + number.precision() + "," + number.scale()
                                + ") is wider than MySQL's decimal, which has 65 digits, 30 of them after the point;"
                                + " values that need more are rejected",
                        "keep such values as text with \"type: varchar(n)\""));
    }

    private static Choice text(Type.Text text, String declared, ColumnCopy column) {
        if (column.definition() != null && !column.definition().labels().isEmpty()) {
            return labels(declared, column.definition().labels());
        }
        if (declared.startsWith("bit")) {
            return bits(declared);
        }
        if (declared.equals("name")) {
            return new Choice(MySqlType.of("varchar", 63));
        }
        if (declared.endsWith("citext") || column.column().folding() != null) {
            return new Choice(
                    sized(text, declared).in("utf8mb4", "utf8mb4_0900_as_ci"),
                    Remark.note(
                            "ignored-case",
                            "texts that differ in case only are one value to the source; utf8mb4_0900_as_ci takes them"
                                    + " as one too",
                            "say another collation, for example \"type: varchar(255) COLLATE utf8mb4_0900_ai_ci\","
                                    + " where accents are to be ignored as well"));
        }
        return new Choice(sized(text, declared));
    }

    private static MySqlType sized(Type.Text text, String declared) {
        int length = text.maxLength();
        if (length == 0 || length > LONGEST_VARCHAR) {
            return MySqlType.of("longtext");
        }
        boolean padded = declared.startsWith("character(") || declared.equals("character");
        return MySqlType.of(padded && length <= 255 ? "char" : "varchar", length);
    }

    /** MySQL takes spaces at the end of a label away. */
    private static Choice labels(String declared, List<String> labels) {
        if (labels.stream().noneMatch(label -> label.endsWith(" ")) && !labels.isEmpty()) {
            return new Choice(MySqlType.labelled("enum", labels));
        }
        int longest = labels.stream().mapToInt(String::length).max().orElse(0);
        return new Choice(
                MySqlType.of("varchar", Math.max(1, longest)),
                Remark.warning(
                        "enum-as-text",
                        "labels of \"" + declared + "\" end with spaces, which MySQL's enum does not keep;"
                                + " it becomes varchar(" + Math.max(1, longest) + ')',
                        "add a CHECK in the target where other values are to be refused"));
    }

    private static Choice bits(String declared) {
        MySqlType parsed =
                MySqlType.parse(declared.replace("bit varying", "varchar")).orElse(MySqlType.of("longtext"));
        int length = parsed.argument(0, declared.equals("bit varying") ? Integer.MAX_VALUE : 1);
        if (parsed.name().equals("bit") && length <= 64) {
            return new Choice(parsed);
        }
        MySqlType type = length > LONGEST_VARCHAR ? MySqlType.of("longtext") : MySqlType.of("varchar", length);
        return new Choice(
                type,
                Remark.note(
                        "bits-as-text", "MySQL's bit holds 64 bits at most; the bits become text of 0 and 1", null));
    }

    private static Choice textual(String name) {
        return switch (name) {
            case "interval" ->
                asText(
                        MySqlType.of("varchar", 100),
                        "interval",
                        "as PostgreSQL prints it: months, days and time apart");
            case "inet", "cidr" -> new Choice(MySqlType.of("varchar", 43));
            case "macaddr" -> new Choice(MySqlType.of("varchar", 17));
            case "macaddr8" -> new Choice(MySqlType.of("varchar", 23));
            case "pg_lsn", "tid", "xid", "xid8", "cid" -> new Choice(MySqlType.of("varchar", 24));
            case "vector", "halfvec" ->
                new Choice(
                        MySqlType.of("json"),
                        Remark.note(
                                "type-without-counterpart", "\"" + name + "\" becomes a JSON array of numbers", null));
            case "tsvector", "tsquery" ->
                new Choice(
                        MySqlType.of("longtext"),
                        Remark.warning(
                                "type-without-counterpart",
                                "\"" + name + "\" becomes text that nothing searches by",
                                "leave it out with \"drop\", and make a FULLTEXT index on the texts that it comes from"));
            case "geometry", "geography" ->
                new Choice(
                        MySqlType.of("longtext"),
                        Remark.warning(
                                "type-without-counterpart",
                                "\"" + name + "\" becomes text: its bytes in hexadecimal digits (EWKB)",
                                "leave it out with \"drop\" and add a computed column with \"type: longblob\" that is"
                                        + " ST_AsBinary of it, or \"type: longtext\" that is ST_AsText"));
            default -> asText(MySqlType.of("longtext"), name, "as PostgreSQL prints it");
        };
    }

    private static Choice asText(MySqlType type, String name, String how) {
        return new Choice(
                type,
                Remark.note(
                        "type-without-counterpart",
                        "MySQL has no \"" + name + "\"; it becomes text " + how,
                        "say another form with a computed column"));
    }
}
