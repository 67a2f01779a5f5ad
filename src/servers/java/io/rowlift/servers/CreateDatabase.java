package io.rowlift.servers;

import java.util.Locale;

/** {@code CREATE DATABASE} as each family of servers writes it. */
final class CreateDatabase {

    private CreateDatabase() {}

    static String postgres(String name) {
        return "CREATE DATABASE " + quoted(name, '"');
    }

    /** @param collation provider and locale, as {@code "ICU en-US"}, {@code "builtin C.UTF-8"} or {@code "libc C"} */
    static String postgres(String name, String collation) {
        String[] parts = collation.split(" ", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("collation \"" + collation + "\" is not a provider and a locale");
        }
        String locale = quoted(parts[1], '\'');
        String clause = switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "icu" -> "LOCALE_PROVIDER icu LOCALE 'C' ICU_LOCALE " + locale;
            case "builtin" -> "LOCALE_PROVIDER builtin LOCALE 'C' BUILTIN_LOCALE " + locale;
            case "libc" -> "LOCALE_PROVIDER libc LOCALE " + locale;
            default -> throw new IllegalArgumentException("unknown locale provider \"" + parts[0] + "\"");
        };
        // template1 has the cluster's own collation; only template0 may be copied into another one
        return postgres(name) + " TEMPLATE template0 " + clause;
    }

    static String mysql(String name) {
        return "CREATE DATABASE " + quoted(name, '`');
    }

    /** @param collation as {@code "utf8mb4_bin"}; the character set follows from it */
    static String mysql(String name, String collation) {
        return mysql(name) + " COLLATE " + quoted(collation, '`');
    }

    private static String quoted(String text, char quote) {
        String mark = String.valueOf(quote);
        return mark + text.replace(mark, mark + mark) + mark;
    }
}
