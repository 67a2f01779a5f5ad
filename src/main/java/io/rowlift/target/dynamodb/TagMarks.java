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
    public Optional<Ownership> of(TableDescription table) {
        Optional<Map<String, String>> tags = calls.tags(table);
        return tags.isEmpty() ? withoutTags.of(table) : owner(tags.get());
    }

    @Override
    public void put(TableDescription table, Ownership owner) {
        if (calls.tags(table).isEmpty()) {
            withoutTags.put(table, owner);
        } else {
            calls.tag(table, TableCreation.tags(owner));
        }
    }

    private static Optional<Ownership> owner(Map<String, String> tags) {
        String job = tags.get(Ownership.JOB_TAG);
        String store = tags.get(Ownership.STORE_TAG);
        return job == null && store == null
                ? Optional.empty()
                : Optional.of(new Ownership(job == null ? "" : job, store == null ? "" : store));
    }
}
