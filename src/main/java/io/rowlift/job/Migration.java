package io.rowlift.job;

import io.rowlift.copy.TargetSchema;
import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.RowTarget;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/** A job's migration, run by this process: the only way from the rest of the program into this package. */
public final class Migration {

    private final Setting setting;

    Migration(Setting setting) {
        this.setting = setting;
    }

    /**
     * Brings together what a migration needs. Touches nothing yet; source, target and store stay the caller's to close.
     *
     * @param signal stops the run; aborted by the run itself when it loses its lease
     */
    public static Migration open(
            Job job, Mapping mapping, Source source, ItemTarget target, JobStore store, RunSignal signal) {
        Load load = new ItemLoad(mapping, target, new CompiledMappings());
        return new Migration(new Setting(job, load, source, store, signal, Pace.STEADY));
    }

    /**
     * Brings together what a migration of tables needs. Touches nothing yet; source, target and store stay the caller's
     * to close.
     *
     * @param schema what the target gets
     * @param signal stops the run; aborted by the run itself when it loses its lease
     */
    public static Migration open(
            Job job, TargetSchema schema, Source source, RowTarget target, JobStore store, RunSignal signal) {
        return new Migration(new Setting(job, new RowLoad(schema, target), source, store, signal, Pace.STEADY));
    }

    /**
     * Loads what is left to load, and returns when everything is in the target or among the rejects.
     *
     * @throws io.rowlift.problem.ConfigurationException with every problem that compiling the mapping shows
     * @throws io.rowlift.problem.RefusedException when a check refuses; nothing has been written to the target
     * @throws io.rowlift.problem.FailedException when the run failed and can be continued
     * @throws io.rowlift.problem.StoppedException when the signal stopped it; every thread of the run has ended
     */
    public MigrationSummary migrate(MigrateOptions options, RunListener listener) {
        return leased(lease -> new MigrationRun(setting, lease, listener).migrate(options));
    }

    /**
     * Tries the rejected rows again.
     *
     * @throws io.rowlift.problem.RowliftException as {@link #migrate} does
     */
    public ReplaySummary replay(RunListener listener) {
        return leased(lease -> {
            listener.entered(RunListener.Phase.CHECKING);
            return new Replay(setting, lease).replay();
        });
    }

    /**
     * Does something that writes to the target of a complete migration, under its lease.
     *
     * @throws io.rowlift.problem.RefusedException when the load is not complete, when source, mapping or target are not
     *     those of the load, or when a live run holds the lease
     * @throws io.rowlift.problem.RowliftException what the work throws
     */
    public <T> T mend(Supplier<T> work) {
        return leased(lease -> {
            new MendCheck(setting).check("mend");
            return work.get();
        });
    }

    /**
     * Brings the target of a complete migration up to date, under its lease.
     *
     * @throws io.rowlift.problem.RefusedException when the load is not complete, when source, mapping or target are not
     *     those of the load, or when a live run holds the lease
     * @throws io.rowlift.problem.RowliftException what the work throws
     */
    public <T> T follow(Function<ChangeLog, T> work) {
        return leased(lease -> {
            List<Unit> units = new MendCheck(setting).check("follow");
            return work.apply(new Listening(setting).log(units));
        });
    }

    private <T> T leased(Function<RunLease, T> work) {
        Supplier<Long> throttles = () -> setting.target().traffic().setbacks();
        try (RunLease lease = RunLease.take(setting.store(), setting.signal(), setting.pace(), throttles)) {
            return work.apply(lease);
        } catch (StoppedException e) {
            // wherever the stop was noticed, the user hears how to go on
            throw new StoppedException(Setting.STOPPED);
        } catch (DataAccessException e) {
            throw setting.store().failed(e);
        } catch (TransactionException e) {
            throw setting.store().failed(new DataAccessResourceFailureException("no transaction", e));
        }
    }
}
