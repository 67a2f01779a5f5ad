package io.rowlift.validate;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dated prices by region: those that ship with Rowlift, and a user's own instead of them. Nothing is guessed. */
public final class Prices {

    private static final String SHIPPED = "prices.ini";

    private final Map<String, RegionPrices> byRegion;

    private Prices(Map<String, RegionPrices> byRegion) {
        this.byRegion = Map.copyOf(byRegion);
    }

    /** Returns the prices that ship with Rowlift. */
    public static Prices shipped() {
        try (InputStream in = Objects.requireNonNull(Prices.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            Problems problems = new Problems();
            Map<String, RegionPrices> read =
                    new PriceFile(SHIPPED, problems).read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            problems.throwIfAny();
            return new Prices(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns these prices with a user's own: the regions of the file count instead of those here.
     *
     * @param file of the form of the shipped one
     * @throws ConfigurationException with everything that is wrong with the file
     */
    public Prices with(Path file) {
        Problems problems = new Problems();
        Map<String, RegionPrices> all = new LinkedHashMap<>(byRegion);
        all.putAll(new PriceFile(file.toString(), problems).read(text(file)));
        problems.throwIfAny();
        return new Prices(all);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "price file \"" + file + "\" cannot be read", "name a UTF-8 file that this user may read");
        }
    }

    /** Returns the prices of a region, if they are known. */
    public Optional<RegionPrices> of(@Nullable String region) {
        return region == null ? Optional.empty() : Optional.ofNullable(byRegion.get(region));
    }

    /** Returns why a region has no prices, and what to do. */
    public static String unknown(@Nullable String region) {
        return region == null
                ? "no price known, because the job names no region; name it in the job"
                : "no price known for region \"" + region + "\"; give --prices FILE with the prices of this region";
    }
}
