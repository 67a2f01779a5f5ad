package io.rowlift.source.mysql.log;

import java.math.BigDecimal;

/** Exact numbers as the server keeps them: nine digits in four bytes, fewer in fewer, on both sides of the point. */
final class Decimals {

    private static final int GROUP = 9;
    private static final int[] BYTES = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private Decimals() {}

    static int bytes(int digits, int scale) {
        int whole = digits - scale;
        return whole / GROUP * 4 + BYTES[whole % GROUP] + scale / GROUP * 4 + BYTES[scale % GROUP];
    }

    /** The first bit is set in numbers that are not negative; negative ones have all other bits turned. */
    static BigDecimal read(Bytes row, int digits, int scale) {
        byte[] bytes = row.take(bytes(digits, scale));
        boolean negative = (bytes[0] & 0x80) == 0;
        bytes[0] ^= (byte) 0x80;
        if (negative) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
        }
        Bytes groups = new Bytes(bytes, 0, bytes.length);
        StringBuilder text = new StringBuilder(negative ? "-0" : "0");
        int whole = digits - scale;
        add(text, groups, whole % GROUP);
        for (int i = 0; i < whole / GROUP; i++) {
            add(text, groups, GROUP);
        }
        text.append('.');
        for (int i = 0; i < scale / GROUP; i++) {
            add(text, groups, GROUP);
        }
        add(text, groups, scale % GROUP);
        return new BigDecimal(text.toString());
    }

    private static void add(StringBuilder text, Bytes groups, int digits) {
        if (digits > 0) {
            Moments.padded(text, groups.big(BYTES[digits]), digits);
        }
    }
}
