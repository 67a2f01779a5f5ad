package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.plan.Range;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Loads one unit: plans its ranges unless an earlier run did, lets the workers run, and records that it is done. What
 * is left to do comes from our own tables; Spring Batch's partitions are slots for workers and carry nothing over from
 * one execution to the next, so that their number may change.
 */
final class UnitPartitions implements PartitionHandler, StepExecutionSplitter {

    private final RunContext run;
    private final Loading loading;
    private final Unit unit;
    private final JobRepository repository;
    private final SlotStep slot;

    UnitPartitions(String stepName, RunContext run, Loading loading, Unit unit, JobRepository repository) {
        this.run = run;
        this.loading = loading;
        this.unit = unit;
        this.repository = repository;
        this.slot = new SlotStep(stepName + "/slot", run, loading, unit, repository);
    }

    @Override
    public Collection<StepExecution> handle(StepExecutionSplitter splitter, StepExecution execution) throws Exception {
        if (run.tally().of(unit.name()).state() == State.DONE || run.ending()) {
            return stoppedOr(Set.of());
        }
        run.failure().guard(this::plan);
        TaskExecutorPartitionHandler workers = new TaskExecutorPartitionHandler();
        workers.setStep(slot);
        workers.setTaskExecutor(new SimpleAsyncTaskExecutor("rowlift-" + unit.name() + "-"));
        Collection<StepExecution> slots = workers.handle(splitter, execution);
        if (!run.failure().happened()) {
            run.failure().guard(this::finish);
        }
        return stoppedOr(slots);
    }

    private void plan() {
        EntityStatus status = run.tally().of(unit.name());
        if (status.state() == State.PENDING) {
            loading.clear(unit);
            List<Range> ranges = unit.reader().split(run.job().load().rangeRows());
            run.listener().reached(RunListener.Milestone.SPLIT);
            run.ranges().plan(unit.name(), ranges);
            status = run.tally().planned(unit.name(), ranges.size());
            run.listener().reached(RunListener.Milestone.PLANNED);
        }
        run.listener().planned(status);
    }

    private void finish() {
        run.listener().reached(RunListener.Milestone.EXHAUSTED);
        EntityStatus counted = run.tally().of(unit.name());
        if (!counted.counts().balanced()) {
            throw new IllegalStateException(unit + " does not add up: " + counted.counts());
        }
        if (!run.ranges().finishEntity(unit.name())) {
            return;
        }
        EntityStatus status = run.tally().done(unit.name());
        run.listener().progressed(status, run.target().traffic());
    }

    /** A stop ends the unit's step as stopped unless the unit was done before it came. */
    private Collection<StepExecution> stoppedOr(Collection<StepExecution> slots) throws JobInterruptedException {
        if (!run.failure().happened() && run.tally().of(unit.name()).state() != State.DONE) {
            throw new JobInterruptedException("stopped");
        }
        return slots;
    }

    @Override
    public String getStepName() {
        return slot.getName();
    }

    /** Makes one slot per worker, but not more than there are ranges to read. */
    @Override
    public Set<StepExecution> split(StepExecution execution, int gridSize) throws JobExecutionException {
        EntityStatus status = run.tally().of(unit.name());
        int slots = Math.min(run.job().load().workers(), Math.max(1, status.ranges() - status.rangesDone()));
        Set<StepExecution> executions = new HashSet<>();
        for (int i = 0; i < slots; i++) {
            executions.add(repository.createStepExecution(slot.getName() + i, execution.getJobExecution()));
        }
        return executions;
    }
}
