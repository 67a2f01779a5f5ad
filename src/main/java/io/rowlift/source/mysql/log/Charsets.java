package io.rowlift.source.mysql.log;

import com.mysql.cj.CharsetMapping;
import io.rowlift.source.jdbc.Answer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The character sets behind the numbers of a server's collations.
 *
 * @param names by number
 */
record Charsets(Map<Integer, String> names) {

    private static final int BINARY = 63;

    /** MariaDB numbers a collation once for each character set that it can have. */
    private static final String MARIADB =
            "SELECT ID, CHARACTER_SET_NAME FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY";

    private static final String MYSQL = "SELECT ID, CHARACTER_SET_NAME FROM information_schema.COLLATIONS";

    Charsets {
        names = Map.copyOf(names);
    }

    static Charsets read(Connection connection, boolean mariaDb) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        // MariaDB before 10.10 numbers collations where MySQL does
        boolean split = mariaDb && !Answer.list(connection, """
                                SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'information_schema'
                                AND TABLE_NAME = 'COLLATION_CHARACTER_SET_APPLICABILITY' AND COLUMN_NAME = 'ID'""", r -> 1).isEmpty();
        Answer.list(connection, split ? MARIADB : MYSQL, r -> names.put(r.getInt(1), String.valueOf(r.getString(2))));
        return new Charsets(names);
    }

    boolean binary(int collation) {
        return collation == BINARY;
    }

    /** Returns how the bytes of a column's texts are read. */
    Charset of(WireColumn column) {
        String name = names.getOrDefault(column.collation(), "");
        return switch (name) {
            case "utf8mb4", "utf8mb3", "utf8" -> StandardCharsets.UTF_8;
            case "ucs2", "utf16" -> StandardCharsets.UTF_16BE;
            case "utf16le" -> StandardCharsets.UTF_16LE;
            case "utf32" -> Charset.forName("UTF-32BE");
            case "binary" -> StandardCharsets.ISO_8859_1;
            default -> byDriver(column, name);
        };
    }

    /** The driver reads the rows of a table with the same ones. */
    private static Charset byDriver(WireColumn column, String name) {
        String java = CharsetMapping.getStaticJavaEncodingForCollationIndex(column.collation());
        if (java == null || !Charset.isSupported(java) || name.isEmpty()) {
            throw new BrokenEventException("column \"" + column.name() + "\" has the collation number "
                    + column.collation() + ", whose character set is not known here");
        }
        return Charset.forName(java);
    }
}
