package io.rowlift.validate;

import io.rowlift.keys.Collisions.Collision;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Finding;
import io.rowlift.schema.Shape;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Sweep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what a migration would read and makes the items that it would write. Writes nothing but scratch files. */
public final class Validator {

    private final Mapping mapping;
    private final List<EntityReading> readings;
    private final List<Finding> known;
    private final ValidateOptions options;
    private final RunSignal signal;
    private final Instant now;

    /**
     * Brings together what a dry run needs; touches nothing yet.
     *
     * @param readings all entities of the mapping, in its order
     * @param known what is known before a row is read: what the source says about itself
     * @param now the moment that expiries are compared with
     */
    public Validator(
            Mapping mapping,
            List<EntityReading> readings,
            List<Finding> known,
            ValidateOptions options,
            RunSignal signal,
            Instant now) {
        this.mapping = mapping;
        this.readings = List.copyOf(readings);
        this.known = List.copyOf(known);
        this.options = options;
        this.signal = signal;
        this.now = now;
    }

    /**
     * Looks at the rows of all entities.
     *
     * @throws FailedException when the scratch directory cannot be used, or when the source fails for good
     * @throws io.rowlift.problem.StoppedException when the signal stopped it
     */
    public Validation validate(ValidateListener listener) {
        Instant begin = Instant.now();
        try (KeyComparison keys = new KeyComparison(mapping, readings, options)) {
            List<EntitySurvey> surveys = new ArrayList<>();
            for (EntityReading reading : readings) {
                listener.entered(reading.entity());
                surveys.add(survey(reading, keys, listener));
            }
            listener.comparingKeys();
            List<Collision> collisions = keys.collisions(readings, sweep());
            Map<String, KeyVerdict> verdicts = new LinkedHashMap<>();
            readings.forEach(r -> verdicts.put(r.entity(), keys.verdict(r.entity(), collisions)));
            return validation(surveys, collisions, keys.more(), verdicts, begin);
        } catch (IOException e) {
            throw new FailedException(
                    "the directory \"" + options.scratch() + "\" cannot be used ("
                            + e.getClass().getSimpleName() + ")",
                    "it needs 16 bytes for each item whose key is not proved; make room and validate again",
                    e);
        }
    }

    private Validation validation(
            List<EntitySurvey> surveys,
            List<Collision> collisions,
            boolean more,
            Map<String, KeyVerdict> verdicts,
            Instant begin) {
        boolean sampled = options.sample() != null;
        RowText names = options.showValues() ? RowText.values(readings) : RowText.KEYS;
        List<SurveyedTable> tables = tables(surveys);
        List<Finding> findings = new ArrayList<>(known);
        findings.addAll(new KeyFindings(mapping, names).of(collisions, more, verdicts, sampled));
        boolean tooManyRejects = options.rejects()
                .exceededBy(
                        surveys.stream().mapToLong(EntitySurvey::rejected).sum(),
                        surveys.stream().mapToLong(EntitySurvey::rows).sum());
        surveys.forEach(survey -> findings.addAll(new EntityFindings(survey, tooManyRejects, names).all()));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        readings.forEach(r -> shapes.put(r.entity(), r.reader().reading().shape()));
        PatternCheck patterns = PatternCheck.of(mapping, shapes);
        findings.addAll(new TableFindings(mapping, patterns).of(tables));
        findings.addAll(patterns.findings());
        findings.sort(Comparator.comparing(Finding::severity));
        List<SurveyedEntity> entities = surveys.stream()
                .map(s ->
                        s.result(Objects.requireNonNull(verdicts.get(s.entity().name()), "every entity has a verdict")))
                .toList();
        List<TableLoad> loads = tables.stream().map(SurveyedTable::load).toList();
        LoadPlan plan =
                sampled ? null : LoadPlan.of(loads, options.maxWriteUnits(), options.region(), options.prices());
        return new Validation(
                entities,
                tables,
                patterns.patterns(),
                findings,
                plan,
                sampled,
                options.showValues(),
                Duration.between(begin, Instant.now()));
    }

    private EntitySurvey survey(EntityReading reading, KeyComparison comparison, ValidateListener listener)
            throws IOException {
        EntitySurvey whole = empty(reading);
        int ranges =
                sweep().run(reading, () -> new Surveyor(whole, whole.part(), comparison.gatherer(reading), listener));
        whole.settle(ranges, reading.reader());
        return whole;
    }

    private EntitySurvey empty(EntityReading reading) {
        Entity entity = Objects.requireNonNull(mapping.entities().get(reading.entity()), "an entity of the mapping");
        return new EntitySurvey(mapping, entity, reading.reader().reading().shape(), now);
    }

    private Sweep sweep() {
        Long sample = options.sample();
        return sample == null
                ? Sweep.all(options.workers(), options.chunk(), options.rangeRows(), signal)
                : new Sweep(options.workers(), options.chunk(), options.rangeRows(), sample, signal);
    }

    private List<SurveyedTable> tables(List<EntitySurvey> surveys) {
        Map<String, TableSurvey> tables = new LinkedHashMap<>();
        mapping.tables().forEach((name, table) -> tables.put(name, new TableSurvey(table)));
        surveys.forEach(survey -> survey.tables()
                .forEach((name, table) -> Objects.requireNonNull(tables.get(name), "a table of the mapping")
                        .merge(table)));
        return tables.values().stream().map(TableSurvey::result).toList();
    }
}
