package io.rowlift.verify;

import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.source.Source;
import io.rowlift.target.TargetReader;
import io.rowlift.target.TargetReader.KeyCondition;
import io.rowlift.target.TargetReader.QueryResult;
import io.rowlift.verify.Question.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the mapping's access patterns for the keys of real items, as the application will, and compares the answers with
 * what the patterns' SQL counts in the source.
 *
 * @param mapping has the patterns
 * @param signal ends it
 * @param source counts
 * @param target answers
 * @param expiry knows the tables from which items disappear
 * @param incomplete tables that lack items of rejected rows, which SQL counts
 * @param first how many wrong answers are named
 */
record PatternCheck(
        Mapping mapping,
        RunSignal signal,
        Source source,
        TargetReader target,
        Expiry expiry,
        Set<String> incomplete,
        int first) {

    /** Items that are asked for in full, among which the one is looked for. */
    private static final int ITEMS = 200;

    /** The same for items that have the very same keys in an index; of more of them only the count is looked at. */
    private static final int SAME_KEYS = 10_000;

    /** An index follows its table with a delay, and both sides may change meanwhile. */
    private static final int ATTEMPTS = 4;

    /** Asks all patterns what was chosen for them. */
    List<VerifiedPattern> ask(List<Question> patterns, Map<String, List<Asked>> questions) {
        return patterns.stream()
                .map(question -> question.isQuery()
                        ? ask(
                                question.pattern(),
                                questions.getOrDefault(question.pattern().name(), List.of()))
                        : notAsked(question.pattern(), "it is a scan"))
                .toList();
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
            signal.pause(Duration.ofMillis(100L << attempt));
            answer = attempt(pattern, asked);
        }
        return answer;
    }

    private Answer attempt(AccessPattern pattern, Asked asked) {
        QueryResult held = target.query(pattern.table(), pattern.index(), asked.conditions(), ITEMS);
        if (asked.containing() && !holds(held, asked.item()) && !isAmongMany(held, pattern, asked)) {
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
        if (sql > held.count() && mayLack(pattern.table())) {
            return new Answer(false, null);
        }
        return new Answer(
                true,
                sql == held.count()
                        ? null
                        : question(asked) + ": the answer has " + held.count() + " items, its SQL counts " + sql);
    }

    /** Items whose time is over may be gone, and rejected rows have none: SQL does not know. */
    private boolean mayLack(String table) {
        return expiry.attributes().containsKey(table) || incomplete.contains(table);
    }

    /** An answer of many items is not read to its end: the item is asked for by all of its keys. */
    private boolean isAmongMany(QueryResult held, AccessPattern pattern, Asked asked) {
        if (held.count() <= ITEMS) {
            return false;
        }
        QueryResult same = target.query(pattern.table(), pattern.index(), asked.exact(), SAME_KEYS);
        return holds(same, asked.item()) || same.count() > SAME_KEYS;
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
