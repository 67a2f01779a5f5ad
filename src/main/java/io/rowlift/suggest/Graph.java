package io.rowlift.suggest;

import io.rowlift.schema.ForeignKey;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entities and the foreign keys between them.
 *
 * @param subjects by table name
 * @param references by the table that refers, in the order of their columns in the table
 * @param outside foreign keys to tables that are not migrated, by table
 */
record Graph(List<Subject> subjects, List<Reference> references, Map<TableName, List<ForeignKey>> outside) {

    static Graph of(List<Subject> subjects) {
        Map<TableName, Subject> byName = new HashMap<>();
        subjects.forEach(subject -> byName.put(subject.table().name(), subject));
        List<Reference> references = new ArrayList<>();
        Map<TableName, List<ForeignKey>> outside = new HashMap<>();
        for (Subject subject : subjects) {
            List<Reference> own = new ArrayList<>();
            for (ForeignKey key : subject.table().foreignKeys().stream()
                    .sorted(Comparator.comparing(ForeignKey::name))
                    .toList()) {
                Subject to = byName.get(key.references());
                if (to == null) {
                    outside.computeIfAbsent(subject.table().name(), name -> new ArrayList<>())
                            .add(key);
                } else {
                    own.add(new Reference(subject, to, key));
                }
            }
            own.sort(Comparator.comparingInt(Reference::position)
                    .thenComparing(reference -> reference.key().name()));
            references.addAll(own);
        }
        return new Graph(subjects, references, outside);
    }

    List<Reference> from(Subject subject) {
        return references.stream().filter(r -> r.from().equals(subject)).toList();
    }

    /** Returns the others that refer to an entity. */
    List<Subject> referring(Subject subject) {
        return references.stream()
                .filter(r -> r.to().equals(subject) && !r.self())
                .map(Reference::from)
                .distinct()
                .toList();
    }
}
