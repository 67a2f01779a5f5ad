package io.rowlift.target.mysql;

import io.rowlift.target.jdbc.Untranslatable;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times in PostgreSQL's ISO form. */
final class Moments {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2}(?::\\d{2})?)(\\.\\d{1,6})?([+-]\\d{2}(?::?\\d{2})?(?::\\d{2})?)?)?");

    private Moments() {}

    /**
     * Returns a date or a time as MySQL writes it.
     *
     * @param zoned whether it is an instant, which becomes one of UTC
     * @throws Untranslatable when it is neither, or outside the years 1000 to 9999
     */
    static String utc(String text, boolean zoned) throws Untranslatable {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || text.compareTo("1000") < 0) {
            throw new Untranslatable("it holds a date that MySQL does not");
        }
        if (form.group(2) == null) {
            return form.group(1);
        }
        String seconds = form.group(2).length() == 5 ? form.group(2) + ":00" : form.group(2);
        String fraction = form.group(3) == null ? "" : form.group(3);
        if (!zoned || form.group(4) == null) {
            return form.group(1) + " " + seconds + fraction;
        }
        try {
            String offset = form.group(4).length() == 3 ? form.group(4) + ":00" : form.group(4);
            LocalDateTime moved = OffsetDateTime.parse(form.group(1) + "T" + seconds + offset)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
            return moved.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")) + fraction;
        } catch (DateTimeException e) {
            throw new Untranslatable("it holds a date that MySQL does not");
        }
    }
}
