package io.rowlift.report;

import java.util.List;

/** Values with their names, where a table would have one row. */
public record Facts(List<Fact> facts) implements Block {

    public Facts {
        facts = List.copyOf(facts);
    }
}
