package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.schema.NotFinite;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01, 0, 0",
        "1970-01-01T00:00:00Z, 0, 0",
        "1969-12-31T23:59:59.999999Z, -1, -1",
        "1970-01-01T00:00:01.5, 1, 1500",
        "2024-02-29T12:34:56.789012Z, 1709210096, 1709210096789",
        "+10000-01-01T00:00:00Z, 253402300800, 253402300800000",
        "-00043-03-15, -63517824000, -63517824000000"
    })
    void epoch(String text, long seconds, long millis) {
        assertThat(Moments.epochSeconds(text)).isEqualTo(seconds);
        assertThat(Moments.epochMillis(text)).isEqualTo(millis);
    }

    /** Against java.time, over all years that it writes with four digits. */
    @Test
    void epochIsThatOfTheCalendar() {
        Random random = Seeds.random();
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime time = LocalDate.ofYearDay(1 + random.nextInt(9999), 1 + random.nextInt(365))
                    .atTime(
                            random.nextInt(24),
                            random.nextInt(60),
                            random.nextInt(60),
                            random.nextInt(1000) * 1_000_000);
            String text = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS")) + "Z";
            assertThat(Moments.epochSeconds(text)).isEqualTo(time.toEpochSecond(ZoneOffset.UTC));
            assertThat(Moments.epochMillis(text))
                    .isEqualTo(time.toInstant(ZoneOffset.UTC).toEpochMilli());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T12:00:00.123456Z, 3, 2024-02-29T12:00:00.123Z",
        "2024-02-29T12:00:00.123456Z, 0, 2024-02-29T12:00:00Z",
        "2024-02-29T12:00:00Z, 3, 2024-02-29T12:00:00.000Z",
        "2024-02-29T12:00:00, 6, 2024-02-29T12:00:00.000000",
        "2024-02-29T12:00:00.5, 3, 2024-02-29T12:00:00.500",
        "12:00:00.123456+05:30, 3, 12:00:00.123+05:30",
        "12:00:00-08:00, 3, 12:00:00.000-08:00",
        "-838:59:59, 3, -838:59:59.000"
    })
    void fractions(String text, int digits, String expected) {
        StringBuilder out = new StringBuilder();
        Moments.appendWithFraction(text, digits, out);
        assertThat(out).hasToString(expected);
    }

    @Test
    void whatHasNoPlaceOnTheTimeLine() {
        assertThatThrownBy(() -> Moments.epochSeconds(NotFinite.INFINITY)).hasMessage("is infinity");
        assertThatThrownBy(() -> Moments.epochSeconds("0000-00-00")).hasMessage("is a zero date");
        assertThatThrownBy(() -> Moments.epochMillis("2024-00-10T00:00:00")).hasMessage("is a zero date");
        assertThatThrownBy(() -> Moments.sortable("2024-01-00", 10)).hasMessage("is a zero date");
        assertThatThrownBy(() -> Moments.sortable("+10000-01-01", 10)).hasMessage("is outside the years 1 to 9999");
        assertThatThrownBy(() -> Moments.sortable("-00001-01-01", 10)).hasMessage("is outside the years 1 to 9999");
        assertThatThrownBy(() -> Moments.sortable("2024-01-01T00:00:00.5", 19))
                .hasMessage("is not of the form that its type declares");
    }

    /** With ALLOW_INVALID_DATES MySQL keeps them; as a number each would be another day. */
    @ParameterizedTest
    @ValueSource(strings = {"2024-02-30", "2024-02-31T12:00:00", "2023-02-29", "1900-02-29T00:00:00Z", "2024-04-31"})
    void aDayThatNoCalendarHasIsNoMoment(String text) {
        assertThatThrownBy(() -> Moments.epochSeconds(text)).hasMessage("is no day of the calendar");
        assertThatThrownBy(() -> Moments.epochMillis(text)).hasMessage("is no day of the calendar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-29", "2000-02-29", "-00004-02-29", "+12000-02-29", "2024-12-31"})
    void aLeapDayIsADay(String text) {
        assertThat(Moments.epochMillis(text)).isEqualTo(Moments.epochSeconds(text) * 1000);
    }
}
