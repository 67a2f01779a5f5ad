package io.rowlift.target.mysql;

import org.jspecify.annotations.Nullable;

/** Tells whether dates and times are within MySQL's ranges. Zero dates are: they come from MySQL only, and stay. */
final class MomentCheck implements ValueCheck {

    private static final int LONGEST_HOURS = 838;

    private final MySqlType type;
    private final int fraction;

    MomentCheck(MySqlType type) {
        this.type = type;
        this.fraction = type.argument(0, 0);
    }

    @Override
    public @Nullable String obstacle(Object value) {
        if (!(value instanceof String text)) {
            return "it is no date or time";
        }
        if (!type.name().equals("date") && rounded(text)) {
            return "it has more than " + fraction + " digits of a second, which " + type + " does not hold";
        }
        return switch (type.name()) {
            case "time" -> time(text);
            case "timestamp" -> instant(text);
            default -> year(text);
        };
    }

    private boolean rounded(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            return false;
        }
        for (int i = point + 1 + fraction; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            if (text.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    /** Years with a sign are those outside 1 to 9999. */
    private @Nullable String year(String text) {
        boolean zero = text.startsWith("0000-");
        boolean known = zero || (text.charAt(0) >= '1' && text.charAt(0) <= '9' && text.indexOf('-') == 4);
        return known ? null : type.name() + " holds the years 1000 to 9999";
    }

    private static @Nullable String instant(String text) {
        if (text.startsWith("0000-00-00")) {
            return null;
        }
        String seconds = text.length() < 19 ? text : text.substring(0, 19);
        boolean known = text.indexOf('-') == 4
                && seconds.compareTo("1970-01-01T00:00:01") >= 0
                && seconds.compareTo("2038-01-19T03:14:07") <= 0;
        return known ? null : "timestamp holds the years 1970 to 2038";
    }

    private static @Nullable String time(String text) {
        String hours = text.substring(text.startsWith("-") ? 1 : 0, Math.max(1, text.indexOf(':')));
        boolean known = hours.matches("\\d{1,3}") && Integer.parseInt(hours) <= LONGEST_HOURS;
        boolean beyond = text.endsWith("838:59:59") || !text.contains("838:59:59.");
        return known && (beyond || text.matches(".*\\.0*")) ? null : "time holds -838:59:59 to 838:59:59";
    }
}
