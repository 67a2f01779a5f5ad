package io.rowlift.cli.console;

import io.rowlift.cli.console.Frame.Bar;
import io.rowlift.copy.TargetSchema;
import io.rowlift.job.RunListener;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.report.Figures;
import io.rowlift.target.Traffic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers how far a migration is. */
public final class MigrateProgress implements RunListener {

    private final CountWords words;
    private final int allEntities;
    private final long rangeRows;
    private final Consumer<String> notes;
    private final boolean verbose;
    private final RateMeter rows;
    private final RateMeter volume;
    private final Map<String, EntityStatus> entities = new LinkedHashMap<>();
    private final Map<String, Long> keysChecked = new LinkedHashMap<>();
    private Phase phase = Phase.CHECKING;
    private @Nullable String step;
    private Traffic traffic = Traffic.NONE;

    /**
     * Begins.
     *
     * @param words what is loaded
     * @param allEntities how many entities or tables there are; each is planned when its turn comes
     * @param rangeRows rows per planned range, about
     * @param notes takes lines that are to stay
     * @param verbose whether these lines come with their details
     */
    public MigrateProgress(
            CountWords words,
            int allEntities,
            long rangeRows,
            InstantSource clock,
            Consumer<String> notes,
            boolean verbose) {
        this.words = words;
        this.allEntities = allEntities;
        this.rangeRows = rangeRows;
        this.notes = notes;
        this.verbose = verbose;
        this.rows = new RateMeter(clock);
        this.volume = new RateMeter(clock);
    }

    @Override
    public synchronized void entered(Phase entered) {
        phase = entered;
        keysChecked.clear();
        rows.restart();
        volume.restart();
    }

    @Override
    public synchronized void planned(EntityStatus entity) {
        entities.put(entity.entity(), entity);
    }

    @Override
    public synchronized void progressed(EntityStatus entity, Traffic now) {
        EntityStatus before = entities.getOrDefault(entity.entity(), entity);
        // workers report at the same time: an older report may come later
        if (entity.counts().rows() >= before.counts().rows()) {
            entities.put(entity.entity(), entity);
            rows.add((double) (entity.counts().rows() - before.counts().rows()));
        }
        if (now.written() >= traffic.written()) {
            volume.add(now.volume() - traffic.volume());
            traffic = now;
        }
    }

    @Override
    public synchronized void checkedKeys(String entity, long checked) {
        keysChecked.put(entity, checked);
    }

    @Override
    public synchronized void completing(TargetSchema.Phase made, String object) {
        step = made.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + object;
    }

    @Override
    public void noted(String note) {
        notes.accept(note);
    }

    @Override
    public void noted(String note, String details) {
        notes.accept(verbose ? note + ": " + details : note);
    }

    /** Returns how far it is now. */
    public synchronized Frame frame() {
        List<Bar> bars = new ArrayList<>();
        if (phase == Phase.LOADING) {
            for (EntityStatus entity : entities.values()) {
                if (!isDone(entity)) {
                    bars.add(new Bar(
                            entity.entity(),
                            share(entity),
                            Figures.count(entity.counts().rows(), "row")));
                }
            }
        }
        return new Frame(bars, total());
    }

    private String total() {
        return switch (phase) {
            case CHECKING -> "checking source, mapping and target";
            case CHECKING_KEYS ->
                "checking that no two rows have one key: "
                        + Figures.count(
                                keysChecked.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                                "row");
            case PREPARING -> "preparing the target";
            case LOADING -> loading();
            case COMPLETING -> "completing the target" + (step == null ? "" : ": " + step);
        };
    }

    private String loading() {
        long done = entities.values().stream().mapToLong(e -> e.counts().rows()).sum();
        long rejected =
                entities.values().stream().mapToLong(e -> e.counts().rejected()).sum();
        OptionalDouble share = share();
        StringBuilder text = new StringBuilder(Figures.count(done, "row"));
        if (entities.size() < allEntities) {
            text.append(", " + words.unit() + " ")
                    .append(entities.size())
                    .append(" of ")
                    .append(allEntities);
        }
        share.ifPresent(s -> text.append(" (").append(Figures.percent(s)).append(')'));
        text.append(", ").append(Figures.rate(rows.perSecond(), "rows"));
        text.append(", ").append(words.pace(volume.perSecond()));
        if (rejected > 0) {
            text.append(", ").append(Figures.count(rejected)).append(" rejected");
        }
        if (traffic.setbacks() > 0) {
            text.append(", ").append(words.setbacks(traffic.setbacks()));
        }
        share.ifPresent(s -> text.append(left(s, done)));
        return text.toString();
    }

    private String left(double share, long done) {
        double rate = rows.perSecond();
        if (rate <= 0 || share <= 0 || share >= 1) {
            return "";
        }
        double rowsLeft = done / share - done;
        return ", " + Figures.wholeSeconds(Duration.ofMillis(Math.round(1000 * rowsLeft / rate))) + " left";
    }

    /** Returns the share of all rows; empty while an entity's size cannot be told. */
    private OptionalDouble share() {
        if (entities.size() < allEntities) {
            return OptionalDouble.empty();
        }
        double done = 0;
        double all = 0;
        for (EntityStatus entity : entities.values()) {
            OptionalDouble share = share(entity);
            if (share.isEmpty() || (share.getAsDouble() == 0 && !isDone(entity))) {
                all += (double) entity.ranges() * rangeRows;
                continue;
            }
            done += entity.counts().rows();
            all += share.getAsDouble() == 0 ? 0 : entity.counts().rows() / share.getAsDouble();
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, done / all));
    }

    /** A range holds about as many rows as was asked for; the last one fewer, so that one range alone tells nothing. */
    private OptionalDouble share(EntityStatus entity) {
        if (isDone(entity)) {
            return OptionalDouble.of(1);
        }
        if (entity.ranges() < 2) {
            return OptionalDouble.empty();
        }
        double byRows = entity.counts().rows() / ((double) entity.ranges() * rangeRows);
        double byRanges = entity.rangesDone() / (double) entity.ranges();
        return OptionalDouble.of(Math.min(0.99, Math.max(byRows, byRanges)));
    }

    private static boolean isDone(EntityStatus entity) {
        return entity.state() == EntityStatus.State.DONE
                || (entity.ranges() > 0 && entity.rangesDone() == entity.ranges());
    }
}
