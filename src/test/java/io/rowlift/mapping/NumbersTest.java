package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    private static final int RUNS = 20_000;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.00, 0",
        "0E+100, 0",
        "1.50, 1.5",
        "100, 100",
        "1E+3, 1000",
        "-0.5, -0.5",
        "1E-20, 0.00000000000000000001",
        "9007199254740993, 9007199254740993",
        "1234567890123456789012345678.9012345678, 1234567890123456789012345678.9012345678",
        "99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
        "+7, 7",
        "1e2, 100"
    })
    void numbersHaveOneText(String number, String expected) {
        assertThat(Numbers.canonical(number)).isEqualTo(expected);
        assertThat(Numbers.canonical(new BigDecimal(number))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123456789012345678901234567890123456789|has 39 significant digits, DynamoDB allows 38",
                "0.123456789012345678901234567890123456789|has 39 significant digits, DynamoDB allows 38",
                "1E+126|has a magnitude of 1E+126 or more, which DynamoDB cannot hold",
                "-1E+126|has a magnitude of 1E+126 or more, which DynamoDB cannot hold",
                "1E+2147483647|has a magnitude of 1E+126 or more, which DynamoDB cannot hold",
                "9.9E-131|has a magnitude below 1E-130, which DynamoDB cannot hold",
                "1E-2147483647|has a magnitude below 1E-130, which DynamoDB cannot hold",
                "1E+99999999999|is no number",
                "''|is no number",
                "abc|is no number",
                "1,5|is no number",
                "NaN|is no number",
                "\u0661|is no number"
            })
    void numbersThatDynamoDbCannotHold(String number, String reason) {
        assertThatThrownBy(() -> Numbers.canonical(number))
                .isInstanceOf(Rejection.class)
                .hasMessage(reason);
    }

    @Test
    void magnitudesAtTheLimits() {
        String largest = "9".repeat(38) + "0".repeat(88);
        assertThat(Numbers.canonical("9." + "9".repeat(37) + "E+125")).isEqualTo(largest);
        assertThat(Numbers.canonical("1E-130")).isEqualTo("0." + "0".repeat(129) + "1");
    }

    @Test
    void veryLongNumbersAreRejectedFast() {
        BigDecimal manyZeros = new BigDecimal(BigInteger.TEN.pow(131_071));
        assertThatThrownBy(() -> Numbers.canonical(manyZeros))
                .hasMessage("has a magnitude of 1E+126 or more, which DynamoDB cannot hold");
        assertThatThrownBy(() -> Numbers.canonical("1".repeat(1001)))
                .hasMessage("has more than 1000 characters, which is no number that DynamoDB can hold");
    }

    @Test
    void notANumber() {
        assertThatThrownBy(() -> Numbers.canonical(Double.NaN)).hasMessage("is NaN, which DynamoDB cannot hold");
        assertThatThrownBy(() -> Numbers.canonical(Float.NEGATIVE_INFINITY))
                .hasMessage("is infinite, which DynamoDB cannot hold");
    }

    /** Against BigDecimal's own idea of a plain number. */
    @Test
    void canonicalTextIsTheNumber() {
        Random random = Seeds.random();
        for (int i = 0; i < RUNS; i++) {
            BigDecimal number = new BigDecimal(new BigInteger(random.nextInt(126), random), random.nextInt(160) - 80);
            number = random.nextBoolean() ? number : number.negate();
            String text = Numbers.canonical(number.round(new MathContext(38)));
            BigDecimal expected = number.round(new MathContext(38));
            assertThat(new BigDecimal(text)).isEqualByComparingTo(expected);
            String plain =
                    expected.signum() == 0 ? "0" : expected.stripTrailingZeros().toPlainString();
            assertThat(text).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2E23, 200000000000000000000000",
        "1E23, 100000000000000000000000",
        "0.1, 0.1",
        "-0.0, 0",
        "100, 100",
        "5.684341886080802E-14, 0.00000000000005684341886080802",
        "9007199254740993, 9007199254740992",
        "0.30000000000000004, 0.30000000000000004"
    })
    void doublesAreAsShortAsTheyCanBe(double number, String expected) {
        assertThat(Numbers.canonical(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3.4E10, 34000000000", "0.1, 0.1", "16777216, 16777216", "1.1E-5, 0.000011"})
    void floatsAreAsShortAsTheyCanBe(float number, String expected) {
        assertThat(Numbers.canonical(number)).isEqualTo(expected);
    }

    /** Against the definition: of all lengths the first that reads back, and the nearest of that length. */
    @Test
    void doublesAreTheShortestThatReadBack() {
        Random random = Seeds.random();
        for (int i = 0; i < RUNS; i++) {
            double number = i % 3 == 0 ? Math.scalb(1.0, random.nextInt(800) - 400) : anyDouble(random);
            assertThat(ShortestDecimal.of(number)).isEqualByComparingTo(shortest(new BigDecimal(number), number));
        }
    }

    @Test
    void floatsAreTheShortestThatReadBack() {
        Random random = Seeds.random();
        for (int i = 0; i < RUNS; i++) {
            float number = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(number) && number != 0) {
                BigDecimal shortest = ShortestDecimal.of(number);
                assertThat(Float.parseFloat(shortest.toString())).isEqualTo(number);
                int shorter = shortest.stripTrailingZeros().precision() - 1;
                assertThat(neighbours(new BigDecimal(number), shorter))
                        .noneMatch(decimal -> Float.parseFloat(decimal.toString()) == number);
            }
        }
    }

    private static double anyDouble(Random random) {
        double number = random.nextBoolean()
                ? Double.longBitsToDouble(random.nextLong())
                : random.nextInt(1_000_000) / 100.0 * random.nextInt(7);
        return Double.isFinite(number) ? number : 1;
    }

    private static BigDecimal shortest(BigDecimal exact, double number) {
        for (int digits = 1; digits <= 17; digits++) {
            var best = neighbours(exact, digits)
                    .filter(decimal -> Double.parseDouble(decimal.toString()) == number)
                    .min((a, b) ->
                            a.subtract(exact).abs().compareTo(b.subtract(exact).abs()));
            if (best.isPresent()) {
                return best.get();
            }
        }
        throw new AssertionError("17 digits are always enough");
    }

    private static Stream<BigDecimal> neighbours(BigDecimal exact, int digits) {
        return digits < 1
                ? Stream.empty()
                : Stream.of(RoundingMode.DOWN, RoundingMode.UP).map(mode -> exact.round(new MathContext(digits, mode)));
    }
}
