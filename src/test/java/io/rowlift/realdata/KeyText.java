package io.rowlift.realdata;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** The formats of key templates, as a reader of their description would write them. */
final class KeyText {

    private KeyText() {}

    static String pad(int digits, String number) {
        return "0".repeat(digits - number.length()) + number;
    }

    static String desc(int digits, String number) {
        return pad(digits, Long.toString(Long.parseLong("9".repeat(digits)) - Long.parseLong(number)));
    }

    /** Cuts the fraction of a timestamp that has six digits. */
    static String iso(int digits, String timestamp) {
        int point = timestamp.indexOf('.');
        String zone = timestamp.endsWith("Z") ? "Z" : "";
        if (point < 0) {
            return timestamp;
        }
        return timestamp.substring(0, digits == 0 ? point : point + 1 + digits) + zone;
    }

    /** Returns seconds since 1970; a timestamp without zone is one in UTC. */
    static long epoch(String timestamp) {
        return instant(timestamp).getEpochSecond();
    }

    static long epochMillis(String timestamp) {
        return instant(timestamp).toEpochMilli();
    }

    private static Instant instant(String timestamp) {
        return Instant.parse(timestamp.endsWith("Z") ? timestamp : timestamp + "Z");
    }

    static long shard(int modulus, String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % modulus;
    }

    /** Percent-encodes the percent sign and the characters of a template's literals, all of them ASCII here. */
    static String escape(String literals, String text) {
        return text.chars()
                .mapToObj(c -> c == '%' || literals.indexOf(c) >= 0
                        ? "%" + HexFormat.of().withUpperCase().toHexDigits((byte) c)
                        : Character.toString((char) c))
                .collect(Collectors.joining());
    }

    static String camel(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
