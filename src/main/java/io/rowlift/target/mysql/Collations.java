package io.rowlift.target.mysql;

/** MariaDB's collations that MySQL lacks, and what is nearest to them. */
final class Collations {

    private Collations() {}

    /** Returns a collation that MySQL 8 has: the same where it does, else one that takes the same texts as equal. */
    static String nearest(String collation) {
        if (collation.contains("_uca1400")) {
            return uca1400(collation);
        }
        if (collation.endsWith("_nopad_bin")) {
            return collation.startsWith("utf8mb4") ? "utf8mb4_0900_bin" : collation.replace("_nopad", "");
        }
        if (collation.contains("_nopad_")) {
            return collation.startsWith("utf8mb4") ? "utf8mb4_0900_ai_ci" : collation.replace("_nopad", "");
        }
        return collation;
    }

    /** Unicode's order of 1400 ignores accents unless it says so, and spaces at the end unless it says so. */
    private static String uca1400(String collation) {
        if (collation.contains("_as_cs")) {
            return "utf8mb4_0900_as_cs";
        }
        if (collation.contains("_as_ci")) {
            return "utf8mb4_0900_as_ci";
        }
        if (collation.contains("_ai_cs")) {
            return "utf8mb4_0900_as_cs";
        }
        return collation.contains("_nopad") ? "utf8mb4_0900_ai_ci" : "utf8mb4_unicode_520_ci";
    }

    /** Returns whether texts are equal that differ in spaces at their end only. */
    static boolean pads(String collation) {
        return !collation.contains("_0900_") && !collation.contains("_nopad") && !collation.equals("binary");
    }
}
