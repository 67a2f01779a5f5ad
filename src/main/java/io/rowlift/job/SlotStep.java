package io.rowlift.job;

import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;

/**
 * What each worker of an entity's partitioned step runs. Builds a chunk-oriented step of its own for every execution,
 * so that reader, cursor and writer belong to one thread: Spring Batch itself hands one step to all workers.
 */
final class SlotStep implements Step {

    private final String name;
    private final RunContext run;
    private final Compiled entity;
    private final SchemaWatch schema;
    private final JobRepository repository;

    SlotStep(String name, RunContext run, Compiled entity, JobRepository repository) {
        this.name = name;
        this.run = run;
        this.entity = entity;
        this.schema = new SchemaWatch(run, entity);
        this.repository = repository;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void execute(StepExecution execution) throws JobInterruptedException {
        RangeReader reader = new RangeReader(run, entity, schema, new RejectGuard(run));
        // what Spring Batch counts as an item is a chunk of ours: see docs/adr/0050-a-chunk-is-one-batch-item.md
        ChunkOrientedStep<RowChunk, RowChunk.Rendered> step =
                new ChunkOrientedStep<>(name, 1, reader, new ChunkWriter(run), repository);
        step.setItemProcessor(new ChunkMapper(run, entity));
        step.setTransactionManager(run.store().transactions());
        try {
            step.afterPropertiesSet();
        } catch (Exception e) { // declared by an interface; nothing of what is set above can fail it
            throw new IllegalStateException(e);
        }
        step.execute(execution);
        // what failed outside of our own code, for example the commit
        execution.getFailureExceptions().forEach(run.failure()::record);
    }
}
