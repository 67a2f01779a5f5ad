package io.rowlift.target.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which letters are one, held against what a real server answers. */
class EqualityIT {

    /** Latin with its supplements and extensions, Greek, Cyrillic. */
    private static final int[][] BLOCKS = {{0x20, 0x24f}, {0x370, 0x3ff}, {0x400, 0x4ff}, {0x1e00, 0x1fff}};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf8mb4_0900_ai_ci",
                "utf8mb4_0900_as_ci",
                "utf8mb4_0900_as_cs",
                "utf8mb4_0900_bin",
                "utf8mb4_bin",
                "utf8mb4_unicode_520_ci",
                "utf8mb4_general_ci"
            })
    void lettersThatAreOne(String collation) throws Exception {
        Equality equality = Equality.of(collation);
        Map<String, List<String>> theirs = new HashMap<>();
        DatabaseServer server = Servers.mysql();
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(""), server.username(), server.password());
                PreparedStatement weigh = connection.prepareStatement(
                        "SELECT HEX(WEIGHT_STRING(CONVERT(? USING utf8mb4) COLLATE " + collation + "))")) {
            for (String text : texts()) {
                weigh.setString(1, text);
                try (ResultSet found = weigh.executeQuery()) {
                    found.next();
                    String weight = found.getString(1);
                    theirs.computeIfAbsent(weight, w -> new ArrayList<>()).add(text);
                }
            }
        }
        // the oldest of them takes a letter for one where the others see two
        Set<String> known = collation.equals("utf8mb4_general_ci") ? Set.of("ß") : Set.of();
        assertThat(missed(theirs, equality).keySet())
                .as("taken as one by the server only")
                .isEqualTo(known);
    }

    /** Letters that the server takes as one and we do not. */
    private static Map<String, String> missed(Map<String, List<String>> theirs, Equality equality) {
        Map<String, String> missed = new TreeMap<>();
        for (List<String> same : theirs.values()) {
            for (String text : same) {
                if (!equality.fold(text).equals(equality.fold(same.get(0)))) {
                    missed.put(text, same.get(0));
                }
            }
        }
        return missed;
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of("ss", "ae", "oe", "a ", "A ", "é", "e\u0301"));
        for (int[] block : BLOCKS) {
            for (int letter = block[0]; letter <= block[1]; letter++) {
                if (Character.isLetter(letter)) {
                    texts.add(Character.toString(letter));
                }
            }
        }
        return texts;
    }
}
