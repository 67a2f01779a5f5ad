package io.rowlift.cli;

import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import io.rowlift.verify.Verification;
import io.rowlift.verify.Verifier;
import io.rowlift.verify.VerifyListener;
import io.rowlift.verify.VerifyOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Removes what the target still holds of a table that was emptied: nothing but the target knows what that is, so that all
 * of it is compared.
 */
record Sweeping(Job job, Mapping mapping, Parts parts, Source source, ItemTarget target, RunSignal signal) {

    /** Items per part of the target that is done as a whole. */
    private static final long SEGMENT_ITEMS = 250_000;

    void sweep(String entity) {
        List<EntityReading> entities = Readings.all(parts, mapping, source);
        boolean shared = job.target() instanceof TargetSettings.DynamoDb dynamoDb && dynamoDb.shared();
        if (shared) {
            Verifier.requirePrunable(mapping, entities);
        }
        Path directory = job.state().directory();
        VerifyOptions options = new VerifyOptions(
                job.load().workers(),
                job.load().chunk(),
                job.load().rangeRows(),
                SEGMENT_ITEMS,
                0,
                0,
                false,
                shared,
                true,
                true,
                "sweep",
                List.of(),
                directory.resolve("sweep"));
        try (Verifier verifier = Verifier.open(mapping, entities, target.reader(), options, signal)) {
            Verification found = verifier.compare(VerifyListener.SILENT);
            verifier.repair(found, target, directory.resolve("swept-" + entity));
            verifier.forget();
        }
    }
}
