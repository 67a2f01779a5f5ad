package io.rowlift.job;

import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;

/**
 * What each worker of a unit's partitioned step runs. Builds a chunk-oriented step of its own for every execution, so
 * that reader, cursor and transfer belong to one thread: Spring Batch itself hands one step to all workers.
 */
final class SlotStep implements Step {

    private final String name;
    private final RunContext run;
    private final Loading loading;
    private final Unit unit;
    private final SchemaWatch schema;
    private final JobRepository repository;

    SlotStep(String name, RunContext run, Loading loading, Unit unit, JobRepository repository) {
        this.name = name;
        this.run = run;
        this.loading = loading;
        this.unit = unit;
        this.schema = new SchemaWatch(run, unit);
        this.repository = repository;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void execute(StepExecution execution) throws JobInterruptedException {
        try (Transfer transfer = loading.transfer(unit)) {
            RangeReader reader = new RangeReader(run, unit, schema, new RejectGuard(run), transfer);
            // what Spring Batch counts as an item is a chunk of ours: see docs/adr/0050-a-chunk-is-one-batch-item.md
            ChunkOrientedStep<RowChunk, RowChunk> step =
                    new ChunkOrientedStep<>(name, 1, reader, new ChunkWriter(run, transfer), repository);
            step.setTransactionManager(run.store().transactions());
            try {
                step.afterPropertiesSet();
            } catch (Exception e) { // declared by an interface; nothing of what is set above can fail it
                throw new IllegalStateException(e);
            }
            step.execute(execution);
        }
        // what failed outside of our own code, for example the commit
        execution.getFailureExceptions().forEach(run.failure()::record);
    }
}
