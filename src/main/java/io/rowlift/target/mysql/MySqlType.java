package io.rowlift.target.mysql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A type as it stands in DDL.
 *
 * @param name in lower case, for example {@code varchar}
 * @param arguments what stands in the parentheses, labels without quotes
 * @param unsigned whether it is a number without sign
 * @param zerofill whether it is printed with zeros
 * @param charset of text, or null for the table's
 * @param collation of text, or null for the character set's, or the table's
 */
record MySqlType(
        String name,
        List<String> arguments,
        boolean unsigned,
        boolean zerofill,
        @Nullable String charset,
        @Nullable String collation) {

    private static final Pattern FORM = Pattern.compile(
            "\\s*([a-z]+(?:\\s+precision|\\s+varying)?)\\s*(?:\\((.*)\\))?((?:\\s+[^()]*)?)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ARGUMENT = Pattern.compile("\\s*(?:'((?:[^'\\\\]|''|\\\\.)*)'|(\\d+))\\s*(,|$)");
    private static final Pattern CHARSET = Pattern.compile("\\b(?:character\\s+set|charset)\\s+'?(\\w+)'?");
    private static final Pattern COLLATE = Pattern.compile("\\bcollate\\s+'?(\\w+)'?");

    private static final Set<String> WHOLE = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> CHARACTERS = Set.of("char", "varchar");
    private static final Set<String> TEXTS = Set.of("tinytext", "text", "mediumtext", "longtext");
    private static final Set<String> BLOBS = Set.of("tinyblob", "blob", "mediumblob", "longblob");
    private static final Set<String> SHAPES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection");
    private static final Set<String> OTHERS = Set.of(
            "decimal",
            "float",
            "double",
            "bit",
            "date",
            "time",
            "datetime",
            "timestamp",
            "year",
            "binary",
            "varbinary",
            "enum",
            "set",
            "json");

    MySqlType {
        arguments = List.copyOf(arguments);
    }

    /** Returns a plain type with numbers in its parentheses. */
    static MySqlType of(String name, int... arguments) {
        List<String> texts = new ArrayList<>();
        for (int argument : arguments) {
            texts.add(Integer.toString(argument));
        }
        return new MySqlType(name, texts, false, false, null, null);
    }

    /** Returns {@code enum} or {@code set}. */
    static MySqlType labelled(String name, List<String> labels) {
        return new MySqlType(name, labels, false, false, null, null);
    }

    /** Reads a type as users write it and as MySQL prints it; nothing when MySQL 8 has no such type. */
    static Optional<MySqlType> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String name = known(form.group(1).toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        List<String> arguments = form.group(2) == null ? List.of() : arguments(form.group(2));
        if (name == null || arguments == null) {
            return Optional.empty();
        }
        String rest = form.group(3).toLowerCase(Locale.ROOT);
        Matcher charset = CHARSET.matcher(rest);
        Matcher collation = COLLATE.matcher(rest);
        MySqlType type = new MySqlType(
                name,
                arguments,
                rest.contains("unsigned") || rest.contains("zerofill"),
                rest.contains("zerofill"),
                charset.find() ? charset.group(1) : null,
                collation.find() ? collation.group(1) : null);
        return Optional.of(type.normal(form.group(1).toLowerCase(Locale.ROOT)));
    }

    private static @Nullable String known(String name) {
        String own = switch (name) {
            case "integer" -> "int";
            case "bool", "boolean" -> "tinyint";
            case "numeric", "dec", "fixed" -> "decimal";
            case "real", "double precision" -> "double";
            case "character" -> "char";
            case "character varying" -> "varchar";
            default -> name;
        };
        boolean any = WHOLE.contains(own)
                || CHARACTERS.contains(own)
                || TEXTS.contains(own)
                || BLOBS.contains(own)
                || SHAPES.contains(own)
                || OTHERS.contains(own);
        return any ? own : null;
    }

    private static @Nullable List<String> arguments(String text) {
        List<String> found = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!argument.find(at) || argument.start() != at) {
                return null;
            }
            String label = argument.group(1);
            found.add(
                    label == null ? argument.group(2) : label.replace("''", "'").replaceAll("\\\\(.)", "$1"));
            at = argument.end();
        }
        return found;
    }

    /** Widths of numbers mean nothing any more, except that tinyint(1) is a truth value by custom. */
    private MySqlType normal(String written) {
        if (written.startsWith("bool")) {
            return of("tinyint", 1);
        }
        boolean width =
                WHOLE.contains(name) && !zerofill && !(name.equals("tinyint") && arguments.equals(List.of("1")));
        boolean empty = width || name.equals("year") || TEXTS.contains(name) || BLOBS.contains(name);
        boolean one = arguments.isEmpty() && (name.equals("bit") || name.equals("char") || name.equals("binary"));
        List<String> kept = empty ? List.of() : one ? List.of("1") : arguments;
        return new MySqlType(
                name, kept.equals(List.of("0")) ? List.of() : kept, unsigned, zerofill, charset, collation);
    }

    /** Returns the same type of text with a character set and a collation. */
    MySqlType in(@Nullable String newCharset, @Nullable String newCollation) {
        return new MySqlType(name, arguments, unsigned, zerofill, newCharset, newCollation);
    }

    /** Returns the same type with another length. */
    MySqlType sized(int length) {
        return new MySqlType(name, List.of(Integer.toString(length)), unsigned, zerofill, charset, collation);
    }

    /** Returns a number in the parentheses, or what is meant where none stands there. */
    int argument(int position, int otherwise) {
        return position < arguments.size() ? new BigDecimal(arguments.get(position)).intValue() : otherwise;
    }

    boolean whole() {
        return WHOLE.contains(name);
    }

    /** Whether it is char or varchar. */
    boolean characters() {
        return CHARACTERS.contains(name);
    }

    /** Whether it is one of the four kinds of unbounded text. */
    boolean longText() {
        return TEXTS.contains(name);
    }

    boolean blob() {
        return BLOBS.contains(name);
    }

    boolean shape() {
        return SHAPES.contains(name);
    }

    boolean json() {
        return name.equals("json");
    }

    boolean labelled() {
        return name.equals("enum") || name.equals("set");
    }

    /** Whether it has a character set. */
    boolean text() {
        return characters() || longText() || labelled();
    }

    /** Whether values stand apart from their rows: no key over the whole of it, and defaults in parentheses only. */
    boolean apart() {
        return longText() || blob() || shape() || json();
    }

    /** Whether an index can hold the beginning of its values. */
    boolean prefixable() {
        return characters() || longText() || blob() || name.equals("binary") || name.equals("varbinary");
    }

    /** Returns how many bytes a character takes at most. */
    int characterBytes() {
        String set = charset != null ? charset : collation != null ? collation.replaceAll("_.*", "") : "utf8mb4";
        return switch (set) {
            case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> 4;
            case "utf8", "utf8mb3", "ujis", "eucjpms" -> 3;
            case "ucs2", "big5", "gbk", "gb2312", "sjis", "cp932", "euckr" -> 2;
            default -> 1;
        };
    }

    /** Returns how many bytes a value takes in its row or in an index at most, without those that hold its length. */
    long bytes() {
        return switch (name) {
            case "tinyint", "year" -> 1;
            case "smallint" -> 2;
            case "mediumint", "date" -> 3;
            case "int" -> 4;
            case "float" -> argument(0, 0) > 24 && arguments.size() == 1 ? 8 : 4;
            case "bigint", "double", "set" -> 8;
            case "decimal" -> argument(0, 10) / 2 + 2;
            case "time" -> 3 + (argument(0, 0) + 1) / 2;
            case "timestamp" -> 4 + (argument(0, 0) + 1) / 2;
            case "datetime" -> 5 + (argument(0, 0) + 1) / 2;
            case "bit" -> (argument(0, 1) + 7) / 8;
            case "enum" -> arguments.size() < 256 ? 1 : 2;
            case "char", "varchar" -> (long) argument(0, 1) * characterBytes();
            case "binary", "varbinary" -> argument(0, 1);
            default -> 12;
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        if (!arguments.isEmpty()) {
            List<String> printed =
                    labelled() ? arguments.stream().map(Quoted::text).toList() : arguments;
            text.append('(').append(String.join(",", printed)).append(')');
        }
        text.append(unsigned ? " unsigned" : "").append(zerofill ? " zerofill" : "");
        text.append(charset == null ? "" : " CHARACTER SET " + charset);
        return text.append(collation == null ? "" : " COLLATE " + collation).toString();
    }
}
