package io.rowlift.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.ConfigurationException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "us-east-1, 0.625, 0.125, 0.00065, 0.00013, 0.25",
        "us-east-2, 0.625, 0.125, 0.00065, 0.00013, 0.25",
        "eu-west-1, 0.705, 0.1415, 0.000735, 0.000147, 0.283",
        "eu-central-1, 0.7625, 0.1525, 0.000793, 0.0001586, 0.306",
        "ap-northeast-1, 0.715, 0.1425, 0.000742, 0.0001484, 0.285",
        "ap-southeast-2, 0.71, 0.1425, 0.00074, 0.000148, 0.285"
    })
    void shippedPricesAreDatedAndNameTheirSources(
            String region,
            BigDecimal writeMillion,
            BigDecimal readMillion,
            BigDecimal writeHour,
            BigDecimal readHour,
            BigDecimal storage) {
        RegionPrices prices = Prices.shipped().of(region).orElseThrow();
        assertThat(prices)
                .isEqualTo(new RegionPrices(
                        region,
                        LocalDate.of(2026, 1, 14),
                        prices.source(),
                        "USD",
                        writeMillion,
                        readMillion,
                        writeHour,
                        readHour,
                        storage));
        assertThat(prices.source()).startsWith("AWS pric").contains("(requests, storage)", "(capacity units)");
    }

    @Test
    void anUnknownRegionHasNoPrice() {
        assertThat(Prices.shipped().of("ap-east-1")).isEmpty();
        assertThat(Prices.shipped().of(null)).isEmpty();
        assertThat(Prices.unknown("ap-east-1"))
                .isEqualTo(
                        "no price known for region \"ap-east-1\"; give --prices FILE with the prices of this region");
        assertThat(Prices.unknown(null))
                .isEqualTo("no price known, because the job names no region; name it in the job");
    }

    @Test
    void aUsersRegionsCountInsteadOfTheShippedOnes() throws IOException {
        Prices prices = Prices.shipped().with(file("""
                        # ours
                        [eu-west-1]
                        date = 2026-11-01
                        source = our contract
                        currency = EUR
                        write-million = 0.5
                        read-million = 0.1
                        write-hour=0.0005
                        read-hour = 0.0001
                        storage-month = 0
                        """));
        assertThat(prices.of("eu-west-1"))
                .contains(new RegionPrices(
                        "eu-west-1",
                        LocalDate.of(2026, 11, 1),
                        "our contract",
                        "EUR",
                        new BigDecimal("0.5"),
                        new BigDecimal("0.1"),
                        new BigDecimal("0.0005"),
                        new BigDecimal("0.0001"),
                        BigDecimal.ZERO));
        assertThat(prices.of("us-east-1")).isEqualTo(Prices.shipped().of("us-east-1"));
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws IOException {
        Path file = file("""
                write-million = 1
                [eu-west-1]
                date = yesterday
                source = ours
                source = theirs
                curency = EUR
                anything = 1
                currency = EUR
                write-million = 0,625
                read-million = -1
                write-hour = 1e-3
                read-hour = 1
                storage-month = 1
                [us-east-1]
                date = 2026-11-01
                [us-east-1]
                nonsense
                """);
        assertThatThrownBy(() -> Prices.shipped().with(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(String.join(
                        "\n",
                        file + ":1: expected [region] or, below one, key = value",
                        file + ":5: \"source\" stands twice in region \"eu-west-1\"; remove one",
                        file + ":6: unknown key \"curency\"; did you mean \"currency\"?",
                        file
                                + ":7: unknown key \"anything\"; known are date, source, currency, write-million,"
                                + " read-million, write-hour, read-hour, storage-month",
                        file + ":16: region \"us-east-1\" stands here twice; remove one",
                        file + ":17: expected [region] or, below one, key = value",
                        file + ":3: \"date\" is no date; write it as 2026-01-31",
                        file + ":9: \"write-million\" is no price; write digits, as in 0.625",
                        file + ":10: \"read-million\" is no price; write digits, as in 0.625",
                        file + ":11: \"write-hour\" is no price; write digits, as in 0.625",
                        file
                                + ":14: region \"us-east-1\" lacks source, currency, write-million, read-million,"
                                + " write-hour, read-hour, storage-month"));
    }

    @Test
    void aFileThatCannotBeRead() {
        Path file = directory.resolve("none.ini");
        assertThatThrownBy(() -> Prices.shipped().with(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("price file \"" + file + "\" cannot be read; name a UTF-8 file that this user may read");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("prices.ini"), text);
    }
}
