package io.rowlift.target.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Marks as tags of the tables themselves. A server that does not know tags, as DynamoDB Local, keeps them in a {@link
 * MarkTable} instead.
 */
final class TagMarks implements Marks {

    private final TableCalls calls;
    private final Marks withoutTags;

    TagMarks(TableCalls calls) {
        this.calls = calls;
        this.withoutTags = new MarkTable(calls);
    }

    @Override
    public Optional<Mark> of(TableDescription table) {
        Optional<Map<String, String>> tags = calls.tags(table);
        return tags.isEmpty() ? withoutTags.of(table) : mark(tags.get());
    }

    @Override
    public void put(TableDescription table, Mark mark) {
        if (calls.tags(table).isEmpty()) {
            withoutTags.put(table, mark);
        } else {
            calls.tag(table, TableCreation.tags(mark));
        }
    }

    private static Optional<Mark> mark(Map<String, String> tags) {
        return tags.containsKey(Mark.JOB) || tags.containsKey(Mark.STORE)
                ? Optional.of(Mark.read(tags))
                : Optional.empty();
    }
}
