package io.rowlift.verify.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gathers rows that differ until they are worth a second look, and writes down what remains of them. For one thread. */
final class Suspicion {

    private final SecondLook look;
    private final JoinFile.Writer out;
    private final int batch;
    private final List<Suspect> suspects = new ArrayList<>();

    Suspicion(ComparedTable table, JoinFile.Writer out, int batch) {
        this.look = new SecondLook(table);
        this.out = out;
        this.batch = batch;
    }

    void add(Suspect suspect) throws IOException {
        suspects.add(suspect);
        if (suspects.size() == batch) {
            clear();
        }
    }

    /** Looks at what is left. */
    void clear() throws IOException {
        if (suspects.isEmpty()) {
            return;
        }
        for (SecondLook.Looked looked : look.at(suspects)) {
            looked.into(out);
        }
        suspects.clear();
    }
}
