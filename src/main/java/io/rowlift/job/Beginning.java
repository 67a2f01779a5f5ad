package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.Ledger;
import io.rowlift.job.store.Ledger.Begun;
import io.rowlift.job.store.Ledger.BegunEntity;
import io.rowlift.job.store.Ledger.CheckedKeys;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.Suggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds what is to be run against what was begun: a run continues the migration that it is part of, or refuses. As long
 * as an entity has not been planned there is nothing of it to continue, and the user may change it.
 */
final class Beginning {

    private final JobStore store;
    private final UnitKind kind;
    private final List<Unit> units;
    private final MigrateOptions options;

    Beginning(JobStore store, UnitKind kind, List<Unit> units, MigrateOptions options) {
        this.store = store;
        this.kind = kind;
        this.units = units;
        this.options = options;
    }

    /**
     * Makes sure that the run may go on with what it does not forget. Changes nothing.
     *
     * @throws RefusedException with every difference
     * @throws ConfigurationException when there is no entity of the name that is to be forgotten
     */
    void check(String source, String target) {
        checkRestart(options.restartEntity());
        List<BegunEntity> kept = kept();
        Optional<Begun> begun = store.ledger().begun();
        if (begun.isPresent() && !kept.isEmpty()) {
            checkIdentity(begun.get(), source, target);
            checkEntities(kept);
        }
    }

    /** Returns whether everything is loaded and nothing of it is to be forgotten. */
    boolean isComplete() {
        List<String> kept = kept().stream().map(BegunEntity::name).toList();
        return wasComplete() && units.stream().map(Unit::name).allMatch(kept::contains);
    }

    /** Returns how far the entities are with which the run goes on. */
    List<EntityStatus> progress() {
        List<String> kept = kept().stream().map(BegunEntity::name).toList();
        return store.ledger().progress().stream()
                .filter(status -> kept.contains(status.entity()))
                .toList();
    }

    /** Returns what an earlier run has found about keys; a restart does not rely on it. */
    @Nullable
    CheckedKeys checkedKeys() {
        boolean anew = options.restart() || options.restartEntity() != null;
        return anew ? null : store.ledger().begun().map(Begun::checkedKeys).orElse(null);
    }

    /** Returns which of some entities a load that is not complete has begun to write and this run goes on with. */
    List<String> loading(List<Unit> some) {
        List<String> names = some.stream().map(Unit::name).toList();
        return wasComplete()
                ? List.of()
                : kept().stream().map(BegunEntity::name).filter(names::contains).toList();
    }

    /**
     * Records the beginning, or the continuation, of what {@link #check} has allowed.
     *
     * @param checkedKeys what the run has found about keys, or null
     */
    void record(String source, @Nullable CheckedKeys checkedKeys) {
        TransactionTemplate transaction = new TransactionTemplate(store.transactions());
        transaction.executeWithoutResult(status -> {
            Ledger ledger = store.ledger();
            if (options.restart()) {
                ledger.forget();
            } else if (options.restartEntity() != null) {
                ledger.forget(options.restartEntity());
            }
            ledger.forgetPending();
            if (ledger.begun().isEmpty() || ledger.entities().isEmpty()) {
                ledger.forget();
                ledger.begin(source, Instant.now());
            }
            if (checkedKeys != null) {
                ledger.recordCheckedKeys(checkedKeys);
            }
            place(ledger);
        });
    }

    private void place(Ledger ledger) {
        for (int i = 0; i < units.size(); i++) {
            Unit entity = units.get(i);
            ledger.place(
                    i,
                    new BegunEntity(
                            entity.name(), entity.fingerprint(), entity.mapping(), entity.tables(), State.PENDING));
        }
    }

    private boolean wasComplete() {
        return store.ledger().begun().map(Begun::complete).orElse(false);
    }

    /** What was begun and is not forgotten now. */
    private List<BegunEntity> kept() {
        return options.restart()
                ? List.of()
                : store.ledger().entities().stream()
                        .filter(entity -> entity.state() != State.PENDING)
                        .filter(entity -> !entity.name().equals(options.restartEntity()))
                        .toList();
    }

    private void checkRestart(@Nullable String entity) {
        TreeSet<String> known = units.stream().map(Unit::name).collect(Collectors.toCollection(TreeSet::new));
        store.ledger().entities().forEach(e -> known.add(e.name()));
        if (entity != null && !known.contains(entity)) {
            String suggestion = Suggestion.didYouMean(entity, known);
            throw new ConfigurationException(
                    "--restart names " + kind.named(entity) + ", which the mapping does not have",
                    suggestion == null ? "it has " + String.join(", ", known) : suggestion);
        }
    }

    private static void checkIdentity(Begun begun, String source, String target) {
        List<Problem> problems = new ArrayList<>();
        if (!begun.source().equals(source)) {
            problems.add(new Problem(
                    null,
                    "the source is not the database from which this migration was begun: found " + source
                            + ", expected " + begun.source(),
                    "connect to that database again, or begin anew with rowlift migrate JOB --restart"));
        }
        String before = begun.target();
        if (before != null && !before.equals(target)) {
            problems.add(new Problem(
                    null,
                    "the target is not the one to which this migration was begun: found " + target + ", expected "
                            + before,
                    "connect to that target again, or begin anew with rowlift migrate JOB --restart"));
        }
        refuse(problems);
    }

    private void checkEntities(List<BegunEntity> begun) {
        List<Problem> problems = new ArrayList<>();
        for (BegunEntity before : begun) {
            Optional<Unit> now =
                    units.stream().filter(e -> e.name().equals(before.name())).findFirst();
            if (now.isEmpty()) {
                problems.add(new Problem(
                        null,
                        kind.named(before.name()) + " is part of this migration, but the mapping does not have it"
                                + " any more",
                        "put it back, or forget it with rowlift migrate JOB --restart " + before.name() + "; its "
                                + kind.content() + " stay in the target"));
            } else {
                compare(before, now.get(), problems);
            }
        }
        refuse(problems);
    }

    private static void compare(BegunEntity before, Unit now, List<Problem> problems) {
        if (!before.fingerprint().equals(now.fingerprint())) {
            problems.add(new Problem(
                    now.location(),
                    now + " was changed since its load began:" + Difference.between(before.mapping(), now.mapping())
                            + "\n",
                    "undo the change, or load the " + now.kind().word() + " anew with rowlift migrate JOB --restart "
                            + now.name()));
        }
        if (!before.tables().equals(now.tables())) {
            problems.add(new Problem(
                    now.location(),
                    now.kind().tableOf(now.name()) + " was changed since its load began:"
                            + Difference.between(before.tables(), now.tables()) + "\n",
                    "undo the change, or load the " + now.kind().word() + " anew with rowlift migrate JOB --restart "
                            + now.name()));
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }
}
