package io.rowlift.target.dynamodb;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Where it is written whose a table is. */
interface Marks {

    /** Returns a table's mark; empty when nobody has marked it. */
    Optional<Mark> of(TableDescription table);

    /** Marks a table, over any older mark. */
    void put(TableDescription table, Mark mark);
}
