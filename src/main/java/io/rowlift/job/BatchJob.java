package io.rowlift.job;

import io.rowlift.job.store.JobStore;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.SimpleJob;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.partition.PartitionStep;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.beans.factory.InitializingBean;

/**
 * Runs the units as one Spring Batch job with one partitioned step each. Wired by hand; no application context.
 * Spring Batch's tables tell who ran what and when; they decide nothing.
 */
final class BatchJob {

    /** The width of Spring Batch's columns for names, less room for our suffixes. */
    private static final int NAME = 80;

    private final RunContext run;
    private final Loading loading;
    private final JobRepository repository;
    private final TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    private final MapJobRegistry registry = new MapJobRegistry();

    BatchJob(RunContext run, Loading loading) {
        this.run = run;
        this.loading = loading;
        this.repository = repository(run.store());
        operator.setJobRepository(repository);
        operator.setJobRegistry(registry);
        ready(operator);
    }

    /**
     * Runs all units that are not done, in order, and returns when every thread of the job has ended. What went
     * wrong is in the run's failure.
     */
    void execute(List<Unit> units) {
        SimpleJob job = new SimpleJob(cut(run.job().name()));
        job.setJobRepository(repository);
        job.setRestartable(true);
        for (int i = 0; i < units.size(); i++) {
            job.addStep(step(i, units.get(i)));
        }
        ready(job);
        wire(() -> {
            registry.register(job);
            return job;
        });
        long number = run.store().ledger().begun().orElseThrow().batchInstance();
        while (!resumable(job, parameters(number))) {
            number++;
        }
        run.store().ledger().recordBatchInstance(number);
        JobParameters parameters = parameters(number);
        JobExecution execution = wire(() -> operator.start(job, parameters));
        execution.getAllFailureExceptions().forEach(run.failure()::record);
    }

    /** One instance per migration from nothing, or after an instance that Spring Batch will not run again. */
    private static JobParameters parameters(long number) {
        return new JobParametersBuilder().addLong("number", number).toJobParameters();
    }

    /**
     * Returns whether the job instance can be run again, after recovering what a killed process left: an execution that
     * seems to run. The lease proves that it does not.
     */
    private boolean resumable(Job job, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(job.getName(), parameters);
        JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
        if (instance == null || last == null) {
            // the latter after a kill between the two transactions that create an instance and its first execution
            return instance == null;
        }
        for (JobExecution execution : repository.getJobExecutions(instance)) {
            if (execution.getStatus() == BatchStatus.UNKNOWN
                    || execution.getStatus() == BatchStatus.COMPLETED
                    || execution.getStatus() == BatchStatus.ABANDONED) {
                return false;
            }
            if (execution.isRunning() || hasStep(execution, BatchStatus::isRunning)) {
                operator.recover(execution);
            }
        }
        return !hasStep(last, status -> status == BatchStatus.UNKNOWN);
    }

    private static boolean hasStep(JobExecution execution, Predicate<BatchStatus> status) {
        return execution.getStepExecutions().stream().anyMatch(step -> status.test(step.getStatus()));
    }

    private Step step(int ordinal, Unit unit) {
        String name = String.format(Locale.ROOT, "%03d %s", ordinal, cut(unit.name()));
        UnitPartitions partitions = new UnitPartitions(name, run, loading, unit, repository);
        PartitionStep step = new PartitionStep(repository);
        step.setName(name);
        step.setPartitionHandler(partitions);
        step.setStepExecutionSplitter(partitions);
        step.setAllowStartIfComplete(true);
        return ready(step);
    }

    private static JobRepository repository(JobStore store) {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(store.dataSource());
        factory.setTransactionManager(store.transactions());
        factory.setDatabaseType(store.batchType());
        // the default, serializable, is there for rival starts of one job: the lease excludes them
        factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
        return wire(ready(factory)::getObject);
    }

    private static String cut(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME - 9) + "~" + Integer.toHexString(name.hashCode());
    }

    /** A call whose checked exceptions belong to set-ups that are not ours. */
    @FunctionalInterface
    private interface Call<T> {

        T run() throws Exception;
    }

    private static <T> T wire(Call<T> call) {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // what Spring declares, and what cannot happen with our wiring
            throw new IllegalStateException(e);
        }
    }

    private static <T extends InitializingBean> T ready(T bean) {
        return wire(() -> {
            bean.afterPropertiesSet();
            return bean;
        });
    }
}
