package io.rowlift.source.mysql.log;

/**
 * How the values of a column are written.
 *
 * @param code by which the protocol names the type, those of enums and sets instead of the string they hide in
 * @param length bytes of the value or, where it has its length before it, of that; digits of a decimal; bits
 * @param fraction digits after the point, or of a second
 */
record WireType(int code, int length, int fraction) {

    static final int TINY = 1;
    static final int SHORT = 2;
    static final int LONG = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int NULL = 6;
    static final int TIMESTAMP_OLD = 7;
    static final int LONGLONG = 8;
    static final int INT24 = 9;
    static final int DATE = 10;
    static final int TIME_OLD = 11;
    static final int DATETIME_OLD = 12;
    static final int YEAR = 13;
    static final int VARCHAR = 15;
    static final int BIT = 16;
    static final int TIMESTAMP = 17;
    static final int DATETIME = 18;
    static final int TIME = 19;
    static final int COMPRESSED_BLOB = 140;
    static final int COMPRESSED_VARCHAR = 141;
    static final int VECTOR = 242;
    static final int JSON = 245;
    static final int DECIMAL = 246;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int BLOB = 252;
    static final int VAR_STRING = 253;
    static final int STRING = 254;
    static final int GEOMETRY = 255;

    /** Takes what belongs to a type from the description of a table. */
    static WireType read(int code, Bytes metas) {
        return switch (code) {
            case FLOAT, DOUBLE, BLOB, JSON, GEOMETRY, VECTOR, COMPRESSED_BLOB -> new WireType(code, metas.u8(), 0);
            case TIMESTAMP, DATETIME, TIME -> new WireType(code, 0, metas.u8());
            case VARCHAR, VAR_STRING, COMPRESSED_VARCHAR -> new WireType(code, metas.u16(), 0);
            case DECIMAL -> new WireType(code, metas.u8(), metas.u8());
            case BIT -> {
                int bits = metas.u8();
                yield new WireType(code, metas.u8() * 8 + bits, 0);
            }
            case STRING, ENUM, SET -> string(metas.u8(), metas.u8());
            case TINY, SHORT, LONG, NULL, TIMESTAMP_OLD, LONGLONG, INT24, DATE, TIME_OLD, DATETIME_OLD, YEAR ->
                new WireType(code, 0, 0);
            default -> throw new BrokenEventException("a table has a column of the unknown type " + code);
        };
    }

    /** Lengths above 255 are in two bits that the type leaves unset. */
    private static WireType string(int real, int length) {
        if (real == ENUM || real == SET) {
            return new WireType(real, length, 0);
        }
        return new WireType(STRING, length | (((real & 0x30) ^ 0x30) << 4), 0);
    }

    /** Whether a sign is told of it. */
    boolean numeric() {
        return switch (code) {
            case TINY, SHORT, LONG, LONGLONG, INT24, FLOAT, DOUBLE, DECIMAL, YEAR -> true;
            default -> false;
        };
    }

    /** Whether a character set is told of it, that of bytes included. */
    boolean text() {
        return switch (code) {
            case VARCHAR, VAR_STRING, STRING, BLOB, COMPRESSED_BLOB, COMPRESSED_VARCHAR -> true;
            default -> false;
        };
    }

    boolean labelled() {
        return code == ENUM || code == SET;
    }

    /** Passes a value over. */
    void skip(Bytes row) {
        switch (code) {
            case TINY, YEAR -> row.skip(1);
            case SHORT -> row.skip(2);
            case INT24, DATE, TIME_OLD -> row.skip(3);
            case LONG, FLOAT, TIMESTAMP_OLD -> row.skip(4);
            case LONGLONG, DOUBLE, DATETIME_OLD -> row.skip(8);
            case TIMESTAMP -> row.skip(4 + fractionBytes());
            case DATETIME -> row.skip(5 + fractionBytes());
            case TIME -> row.skip(3 + fractionBytes());
            case BIT -> row.skip((length + 7) / 8);
            case ENUM, SET -> row.skip(length);
            case DECIMAL -> row.skip(Decimals.bytes(length, fraction));
            default -> row.skip(valueLength(row));
        }
    }

    /** Takes the length that stands before a text or bytes. */
    int valueLength(Bytes row) {
        return switch (code) {
            case VARCHAR, VAR_STRING, STRING, COMPRESSED_VARCHAR -> (int) row.little(length < 256 ? 1 : 2);
            case BLOB, JSON, GEOMETRY, VECTOR, COMPRESSED_BLOB -> (int) row.little(length);
            default -> throw new BrokenEventException("a value of type " + code + " has no length");
        };
    }

    int fractionBytes() {
        return (fraction + 1) / 2;
    }
}
