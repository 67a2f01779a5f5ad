package io.rowlift.verify.rows;

import org.jspecify.annotations.Nullable;

/** Addresses of networks and hosts by their bits: there are many ways to write one of version 6. */
final class Addresses {

    private static final int GROUPS = 8;

    private Addresses() {}

    static byte[] of(Object value) {
        String text = value.toString().trim();
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bits = address.indexOf(':') < 0 ? four(address) : six(address);
        int length =
                bits == null ? -1 : slash < 0 ? bits.length * Byte.SIZE : number(text, slash + 1, text.length(), 10);
        if (bits == null || length < 0) {
            return Texts.strange(text);
        }
        byte[] all = new byte[bits.length + 1];
        all[0] = (byte) length;
        System.arraycopy(bits, 0, all, 1, bits.length);
        return all;
    }

    private static byte @Nullable [] four(String text) {
        byte[] bits = new byte[4];
        int begin = 0;
        for (int i = 0; i < bits.length; i++) {
            int end = i == bits.length - 1 ? text.length() : text.indexOf('.', begin);
            int octet = end < 0 ? -1 : number(text, begin, end, 10);
            if (octet < 0 || octet > 255) {
                return null;
            }
            bits[i] = (byte) octet;
            begin = end + 1;
        }
        return bits;
    }

    private static byte @Nullable [] six(String text) {
        int gap = text.indexOf("::");
        byte[] bits = new byte[2 * GROUPS];
        int head = groups(gap < 0 ? text : text.substring(0, gap), bits);
        if (gap < 0 || head < 0) {
            return head == bits.length ? bits : null;
        }
        byte[] end = new byte[2 * GROUPS];
        int tail = groups(text.substring(gap + 2), end);
        if (tail < 0 || head + tail >= bits.length) {
            return null;
        }
        System.arraycopy(end, 0, bits, bits.length - tail, tail);
        return bits;
    }

    /** Reads groups of hexadecimal digits, the last one perhaps in the form of version 4; -1 for what are none. */
    private static int groups(String text, byte[] bits) {
        int count = 0;
        int begin = 0;
        while (begin < text.length()) {
            int colon = text.indexOf(':', begin);
            int end = colon < 0 ? text.length() : colon;
            byte[] last = colon < 0 && text.indexOf('.', begin) > 0 ? four(text.substring(begin)) : null;
            int group = last == null ? number(text, begin, end, 16) : 0;
            int width = last == null ? 2 : last.length;
            if (group < 0 || group > 0xFFFF || count + width > bits.length || colon == text.length() - 1) {
                return -1;
            }
            if (last == null) {
                bits[count] = (byte) (group >> Byte.SIZE);
                bits[count + 1] = (byte) group;
            } else {
                System.arraycopy(last, 0, bits, count, width);
            }
            count += width;
            begin = end + 1;
        }
        return count;
    }

    private static int number(String text, int begin, int end, int base) {
        int number = begin < end && end - begin <= 4 ? 0 : -1;
        for (int i = begin; i < end && number >= 0; i++) {
            int digit = Character.digit(text.charAt(i), base);
            number = digit < 0 ? -1 : number * base + digit;
        }
        return number;
    }
}
