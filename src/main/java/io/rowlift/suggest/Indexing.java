package io.rowlift.suggest;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Column;
import io.rowlift.schema.Key;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an entity stands in indexes: by its own key where its partition is another entity's, by its other foreign keys, and
 * by its other unique keys. The first place of every entity is in the first index and so on, so that few indexes serve many
 * entities.
 *
 * @param entries in the order of the indexes
 * @param notes what has no index, and why
 */
record Indexing(List<IndexEntry> entries, List<String> notes) {

    static Indexing of(Subject subject, Graph graph, Placement placement, Product product) {
        Draft draft = new Draft(subject, product);
        Reference home = placement.home(subject);
        if (home != null) {
            draft.seen.add(Set.copyOf(home.key().columns()));
            if (!home.identifying()) {
                draft.add(
                        subject.key().columns(),
                        subject.ownKey(),
                        KeyText.of(subject.word()),
                        "by its own key \"" + subject.key().name() + "\"");
            }
        }
        draft.seen.add(Set.copyOf(subject.key().columns()));
        draft.seen.add(placement.partition(subject).columns().stream()
                .map(Column::name)
                .collect(Collectors.toSet()));
        for (Reference reference : graph.from(subject)) {
            draft.add(reference);
        }
        subject.table().keys().stream().sorted(Comparator.comparing(Key::name)).forEach(draft::add);
        return new Indexing(draft.entries, draft.notes);
    }

    private static final class Draft {

        private final Subject subject;
        private final Product product;
        private final List<IndexEntry> entries = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Set<Set<String>> seen = new HashSet<>();

        private Draft(Subject subject, Product product) {
            this.subject = subject;
            this.product = product;
        }

        private void add(Reference reference) {
            KeyText partition = reference.namesKey()
                    ? reference.translate(reference.to().ownKey())
                    : by(reference.key().columns());
            add(
                    reference.key().columns(),
                    partition,
                    subject.restOfKey(reference.columns()),
                    "foreign key \"" + reference.key().name() + "\"");
        }

        private void add(Key key) {
            if (!key.columns().isEmpty()) {
                String some = key.weakness() == null ? "" : ": " + key.weakness();
                add(
                        key.columns(),
                        by(key.columns()),
                        key.guaranteed()
                                ? KeyText.of(subject.word())
                                : subject.restOfKey(subject.columns(key.columns())),
                        "unique key \"" + key.name() + "\"" + some);
            }
        }

        private KeyText by(List<String> columns) {
            return new KeyText(
                    subject.word() + "_BY_" + EntityNames.word(String.join("_", columns)), columnsOf(columns));
        }

        private List<Column> columnsOf(List<String> columns) {
            return subject.columns(columns);
        }

        private void add(List<String> columns, KeyText partition, KeyText sort, String reason) {
            if (!seen.add(Set.copyOf(columns))) {
                return;
            }
            Optional<String> obstacle = columnsOf(columns).stream()
                    .map(this::obstacle)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (obstacle.isPresent()) {
                notes.add("No index for " + reason + ": " + obstacle.get() + ".");
            } else if (entries.size() == KeyNames.MOST_INDEXES) {
                notes.add("No index for " + reason + ": DynamoDB allows " + KeyNames.MOST_INDEXES + " for a table.");
            } else {
                entries.add(new IndexEntry(entries.size() + 1, partition, sort, reason));
            }
        }

        /** An index must not reject a row, and zero dates in keys do. */
        private Optional<String> obstacle(Column column) {
            boolean moment = column.type() instanceof Type.Date || column.type() instanceof Type.Timestamp;
            if (moment && product != Product.POSTGRESQL) {
                return Optional.of("a zero date in \"" + column.name()
                        + "\" would reject its row; add one if there are none, and if it is asked for");
            }
            return Optional.ofNullable(KeyForm.obstacle(column));
        }
    }
}
