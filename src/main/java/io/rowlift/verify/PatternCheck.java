package io.rowlift.verify;

import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.source.EntityReading;
import io.rowlift.source.RowCursor;
import io.rowlift.source.Source;
import io.rowlift.target.TargetReader;
import io.rowlift.target.TargetReader.KeyCondition;
import io.rowlift.target.TargetReader.QueryResult;
import io.rowlift.verify.Question.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the mapping's access patterns for the keys of real items, as the application will, and compares the answers with
 * what the patterns' SQL counts in the source.
 *
 * @param mapping has the patterns
 * @param rendering makes the items whose keys are asked for
 * @param source counts
 * @param target answers
 * @param expiry knows the tables from which items disappear
 * @param first how many wrong answers are named
 */
record PatternCheck(
        Mapping mapping, Rendering rendering, Source source, TargetReader target, Expiry expiry, int first) {

    /** Different keys that one pattern is asked for. */
    private static final int QUESTIONS = 5;

    /** Parts of an entity whose rows are looked at, and how many rows of each. */
    private static final int PARTS = 5;

    private static final int ROWS = 100;

    /** Items that are asked for in full, among which the one is looked for. */
    private static final int ITEMS = 200;

    /** An index follows its table with a delay, and both sides may change meanwhile. */
    private static final int ATTEMPTS = 4;

    /** Asks all patterns. */
    List<VerifiedPattern> ask(List<Slice> slices) {
        if (mapping.patterns().isEmpty()) {
            return List.of();
        }
        Map<Question, Map<String, Asked>> questions = new LinkedHashMap<>();
        mapping.patterns().values().forEach(p -> questions.put(Question.of(p, mapping), new LinkedHashMap<>()));
        collect(slices, questions);
        List<VerifiedPattern> verified = new ArrayList<>();
        questions.forEach((question, asked) -> verified.add(
                question.isQuery()
                        ? ask(question.pattern(), List.copyOf(asked.values()))
                        : notAsked(question.pattern(), "it is a scan")));
        return verified;
    }

    private void collect(List<Slice> slices, Map<Question, Map<String, Asked>> questions) {
        Map<String, List<Slice>> byEntity =
                slices.stream().collect(Collectors.groupingBy(Slice::entity, LinkedHashMap::new, Collectors.toList()));
        byEntity.forEach((entity, ofEntity) -> {
            int parts = Math.min(PARTS, ofEntity.size());
            for (int i = 0; i < parts; i++) {
                Slice slice = ofEntity.get((int) ((long) i * ofEntity.size() / parts));
                collect(rendering.reading(entity), slice, (i + 1) * QUESTIONS / parts, questions);
            }
        });
    }

    /** Each part may fill so many questions in all, so that one part does not fill them alone. */
    private void collect(EntityReading reading, Slice slice, int upTo, Map<Question, Map<String, Asked>> questions) {
        if (rendering.signal().stopRequested()) {
            throw new StoppedException(SliceComparison.STOPPED);
        }
        try (RowCursor cursor = reading.reader().open(slice.range(), null)) {
            for (Row row : cursor.next(ROWS)) {
                Mapped mapped = reading.mapper().apply(row);
                for (Item item : mapped.items()) {
                    questions.forEach((question, asked) -> {
                        if (asked.size() < Math.max(1, upTo) && !expiry.over(item)) {
                            question.about(item)
                                    .ifPresent(about ->
                                            asked.putIfAbsent(about.conditions().toString(), about));
                        }
                    });
                }
            }
        }
    }

    private VerifiedPattern ask(AccessPattern pattern, List<Asked> questions) {
        if (questions.isEmpty()) {
            return notAsked(pattern, "no item was found whose keys the pattern looks for");
        }
        int counted = 0;
        List<String> wrong = new ArrayList<>();
        for (Asked asked : questions) {
            Answer answer = answer(pattern, asked);
            counted += answer.counted() ? 1 : 0;
            if (answer.wrong() != null) {
                wrong.add(answer.wrong());
            }
        }
        return new VerifiedPattern(
                pattern.name(),
                questions.size(),
                counted,
                wrong.size(),
                wrong.subList(0, Math.min(first, wrong.size())),
                null);
    }

    private static VerifiedPattern notAsked(AccessPattern pattern, String why) {
        return new VerifiedPattern(pattern.name(), 0, 0, 0, List.of(), why);
    }

    private record Answer(boolean counted, @Nullable String wrong) {}

    private Answer answer(AccessPattern pattern, Asked asked) {
        Answer answer = attempt(pattern, asked);
        for (int attempt = 1; attempt < ATTEMPTS && answer.wrong() != null; attempt++) {
            rendering.signal().pause(Duration.ofMillis(100L << attempt));
            answer = attempt(pattern, asked);
        }
        return answer;
    }

    private Answer attempt(AccessPattern pattern, Asked asked) {
        QueryResult held = target.query(pattern.table(), pattern.index(), asked.conditions(), ITEMS);
        if (asked.containing() && held.count() <= ITEMS && !holds(held, asked.item())) {
            return new Answer(false, question(asked) + ": the answer lacks the item " + text(asked.item()));
        }
        OptionalLong expected;
        try {
            expected = count(pattern, asked);
        } catch (FailedException e) {
            return new Answer(false, question(asked) + ": its SQL cannot be run: " + e.getMessage());
        }
        if (expected.isEmpty()) {
            return new Answer(false, null);
        }
        long sql = expected.getAsLong();
        if (sql > held.count() && expiry.attributes().containsKey(pattern.table())) {
            return new Answer(false, null); // items whose time is over may be gone, and SQL does not know
        }
        return new Answer(
                true,
                sql == held.count()
                        ? null
                        : question(asked) + ": the answer has " + held.count() + " items, its SQL counts " + sql);
    }

    private OptionalLong count(AccessPattern pattern, Asked asked) {
        String sql = pattern.sql();
        return sql == null || !Question.complete(sql, asked.parameters())
                ? OptionalLong.empty()
                : OptionalLong.of(source.count(sql, asked.parameters()));
    }

    private boolean holds(QueryResult held, ItemKey key) {
        TableDesign table = mapping.tables().get(key.table());
        Map<String, Value> wanted = ItemJson.attributes(Objects.requireNonNull(table), key);
        return held.items().stream()
                .anyMatch(item -> wanted.entrySet().stream().allMatch(e -> {
                    Value there = item.get(e.getKey());
                    return there != null && ItemComparison.equal(e.getValue(), there);
                }));
    }

    private String text(ItemKey key) {
        TableDesign table = mapping.tables().get(key.table());
        return DynamoJson.write(ItemJson.attributes(Objects.requireNonNull(table), key));
    }

    private static String question(Asked asked) {
        return asked.conditions().stream().map(PatternCheck::text).collect(Collectors.joining(" and "));
    }

    private static String text(KeyCondition condition) {
        String operator = switch (condition.operator()) {
            case EQUALS -> "=";
            case BEGINS_WITH -> "begins with";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
        return condition.attribute() + " " + operator + " "
                + (condition.value() instanceof Value.Str text
                        ? "\"" + text.text() + "\""
                        : ItemJson.text(condition.value()));
    }
}
