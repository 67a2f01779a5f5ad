package io.rowlift.realdata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A value as a text that is the same in every product, by the conversions that are documented: numbers without trailing
 * zeros, moments in UTC, truth as 0 and 1, bytes in hexadecimal digits, lists as JSON.
 */
final class PlainValue {

    private static final Pattern MOMENT = Pattern.compile("\\d{4,}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d.*");
    private static final JsonFactory JSON = new JsonFactory();

    private PlainValue() {}

    static String of(ResultSet result, int column, String type) throws SQLException {
        String kind = type.toLowerCase(Locale.ROOT);
        if (kind.startsWith("_")) {
            return list(result, column);
        }
        if (kind.startsWith("json")) {
            String text = result.getString(column);
            return text == null ? "null" : json(text);
        }
        if (kind.contains("timestamp") || kind.contains("datetime")) {
            String text = result.getString(column);
            return text == null ? "null" : moment(text);
        }
        if (kind.equals("date") || kind.startsWith("time") || kind.equals("interval") || kind.equals("tsvector")) {
            return String.valueOf(result.getString(column));
        }
        Object value = result.getObject(column);
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? number(new BigDecimal(value.toString())) : value.toString();
        }
        if (value instanceof BigDecimal number) {
            return number(number);
        }
        if (value instanceof Number number) {
            return number(new BigDecimal(new BigInteger(number.toString())));
        }
        String text = result.getString(column);
        if (kind.equals("set")) {
            return "[" + text + "]";
        }
        return kind.equals("bpchar") ? text.stripTrailing() : text;
    }

    private static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String moment(String text) {
        if (!MOMENT.matcher(text).matches()) {
            return text;
        }
        String plain = text.replace('T', ' ').replaceFirst("(\\+00(:00)?|Z)$", "");
        return plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
    }

    private static String list(ResultSet result, int column) throws SQLException {
        java.sql.Array array = result.getArray(column);
        if (array == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder("[");
        for (Object element : (Object[]) array.getArray()) {
            text.append(text.length() == 1 ? "" : ",").append(element);
        }
        return text.append(']').toString();
    }

    private static String json(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return json(parser);
        } catch (IOException e) {
            throw new IllegalStateException("no JSON", e);
        }
    }

    private static String json(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            StringBuilder list = new StringBuilder("[");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.append(list.length() == 1 ? "" : ",").append(json(parser));
            }
            return list.append(']').toString();
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            SortedMap<String, String> members = new TreeMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, json(parser));
            }
            StringBuilder object = new StringBuilder("{");
            for (Map.Entry<String, String> member : members.entrySet()) {
                object.append(object.length() == 1 ? "" : ",")
                        .append(member.getKey())
                        .append(':')
                        .append(member.getValue());
            }
            return object.append('}').toString();
        }
        return parser.currentToken().isNumeric() ? number(new BigDecimal(parser.getText())) : parser.getText();
    }
}
