package io.rowlift.target.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A type of PostgreSQL's.
 *
 * @param text as it stands in DDL
 * @param base its name as {@code format_type} prints it, without length, zone, brackets and schema
 * @param arguments what stands in its parentheses
 * @param zoned whether it is a time or a timestamp with time zone
 * @param array whether it is an array of the base
 */
record PostgresType(String text, String base, List<Integer> arguments, boolean zoned, boolean array) {

    private static final Pattern TYPE = Pattern.compile(
            "(?<schema>(?:[a-z_][\\w$]*|\"(?:[^\"]|\"\")+\")\\s*\\.\\s*)?"
                    + "(?<name>interval\\s+[a-z]+(?:\\s+to\\s+[a-z]+)?|[a-z_][\\w$]*(?:\\s+(?:varying|precision))?|\"(?:[^\"]|\"\")+\")"
                    + "\\s*(?:\\(\\s*(?<arguments>\\w+(?:\\s*,\\s*-?\\w+)*)\\s*\\))?"
                    + "(?<zone>\\s+with(?:out)?\\s+time\\s+zone)?"
                    + "(?<array>(?:\\s*\\[\\d*])*)(?:\\s+collate\\s+.+)?",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("float", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("decimal", "numeric"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("bpchar", "character"),
            Map.entry("varbit", "bit varying"),
            Map.entry("timestamptz", "timestamp"),
            Map.entry("timetz", "time"));

    private static final Set<String> BUILT_IN = Set.of(
            ("smallint integer bigint real double#precision numeric boolean character#varying character text bytea uuid"
                            + " json jsonb date time timestamp interval bit bit#varying money inet cidr macaddr macaddr8"
                            + " xml oid name point line lseg box path polygon circle tsvector tsquery int4range int8range"
                            + " numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange"
                            + " tsmultirange tstzmultirange datemultirange pg_lsn jsonpath xid8")
                    .replace('#', '_')
                    .split(" "));

    /** Types that come with an extension, and its name. */
    static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("citext", "citext"),
            Map.entry("hstore", "hstore"),
            Map.entry("ltree", "ltree"),
            Map.entry("vector", "vector"),
            Map.entry("halfvec", "vector"),
            Map.entry("sparsevec", "vector"),
            Map.entry("geometry", "postgis"),
            Map.entry("geography", "postgis"));

    PostgresType {
        arguments = List.copyOf(arguments);
    }

    /** Reads a type; nothing when it does not look like one. */
    static Optional<PostgresType> read(String text) {
        Matcher matcher = TYPE.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group("name");
        String plain = name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        String zone = matcher.group("zone");
        boolean zoned = (zone != null && !zone.toLowerCase(Locale.ROOT).contains("without"))
                || plain.equals("timestamptz")
                || plain.equals("timetz");
        String base = name.startsWith("\"")
                ? plain
                : ALIASES.getOrDefault(plain, plain.replaceFirst("^interval .*", "interval"));
        List<Integer> arguments = arguments(matcher.group("arguments"));
        if (plain.equals("float") && !arguments.isEmpty() && arguments.get(0) <= 24) {
            base = "real";
        }
        return Optional.of(new PostgresType(
                text.trim(), base, arguments, zoned, !matcher.group("array").isBlank()));
    }

    private static List<Integer> arguments(String printed) {
        return printed == null
                ? List.of()
                : Stream.of(printed.split(","))
                        .map(String::trim)
                        .filter(argument -> argument.matches("-?\\d{1,9}"))
                        .map(Integer::valueOf)
                        .toList();
    }

    /** Returns a type of the tables here. */
    static PostgresType of(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("no type: " + text));
    }

    /** Returns whether every PostgreSQL has it. */
    boolean builtIn() {
        return BUILT_IN.contains(base.replace(' ', '_')) && text.indexOf('.') < 0;
    }

    /** Returns an argument, or what stands for a missing one. */
    int argument(int at, int otherwise) {
        return at < arguments.size() ? arguments.get(at) : otherwise;
    }

    /** Returns whether values are texts of characters. */
    boolean characters() {
        return !array && (base.equals("text") || base.startsWith("character") || base.equals("citext"));
    }

    boolean whole() {
        return !array && (base.equals("smallint") || base.equals("integer") || base.equals("bigint"));
    }

    boolean number() {
        return whole()
                || (!array && Set.of("numeric", "real", "double precision").contains(base));
    }

    @Override
    public String toString() {
        return text;
    }
}
