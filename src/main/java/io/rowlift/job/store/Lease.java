package io.rowlift.job.store;

import io.rowlift.job.store.RunStatus.Holder;
import io.rowlift.problem.RefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The right of one run to write for a job. It expires unless it is renewed, by the clock of the store's database. */
public final class Lease {

    private final JdbcTemplate jdbc;
    private final StoreProduct product;
    private final String job;
    private final String token = UUID.randomUUID().toString();

    private Lease(JdbcTemplate jdbc, StoreProduct product, String job) {
        this.jdbc = jdbc;
        this.product = product;
        this.job = job;
    }

    /**
     * The run that took a job's lease last.
     *
     * @param holder who it is
     * @param expired whether it has lost the lease since, by the store's clock
     * @param rowsPerSecond when it renewed the lease
     * @param throttles when it renewed the lease
     */
    record Last(Holder holder, boolean expired, long rowsPerSecond, long throttles) {}

    /**
     * Takes the lease.
     *
     * @param exclusive whether the store is this process's alone, so that every other holder is dead
     * @throws RefusedException when a live run holds it
     */
    static Lease take(JdbcTemplate jdbc, StoreProduct product, String job, Duration length, boolean exclusive) {
        Lease lease = new Lease(jdbc, product, job);
        if (!lease.insert(length) && !lease.replace(length, exclusive)) {
            throw new RefusedException(
                    "another run of job \"" + job + "\" holds the lease"
                            + last(jdbc, product, job)
                                    .map(Last::holder)
                                    .map(h -> ": " + h.process() + ", since " + h.since() + ", until "
                                            + h.until().truncatedTo(ChronoUnit.SECONDS))
                                    .orElse(""),
                    "wait for its end; after a crash the lease expires at that time and the same command goes on");
        }
        return lease;
    }

    /** Returns the run that took the lease last, or nothing when it gave it back. */
    static Optional<Last> last(JdbcTemplate jdbc, StoreProduct product, String job) {
        List<Last> last = jdbc.query(
                "select holder, acquired_at, renewed_at, expires_at, rows_per_second, throttles, " + product.now()
                        + " from rowlift_lease where job = ?",
                (row, n) -> {
                    Duration silence = Duration.ofMillis(row.getLong(7) - row.getLong(3));
                    Holder holder = new Holder(
                            row.getString(1),
                            Instant.ofEpochMilli(row.getLong(2)).truncatedTo(ChronoUnit.SECONDS),
                            Instant.now().minus(silence),
                            Instant.ofEpochMilli(row.getLong(4)));
                    return new Last(holder, row.getLong(4) <= row.getLong(7), row.getLong(5), row.getLong(6));
                },
                job);
        return last.stream().findFirst();
    }

    /** Returns what tells this run from every other. */
    public String token() {
        return token;
    }

    /**
     * Extends the lease.
     *
     * @param length from now on
     * @param progress the run's own status, for those who ask meanwhile
     * @return false when another run has taken it over
     */
    public boolean renew(Duration length, RunStatus progress) {
        return jdbc.update(
                        "update rowlift_lease set renewed_at = " + product.now() + ", expires_at = " + product.now()
                                + " + ?, rows_per_second = ?, throttles = ? where job = ? and token = ?",
                        length.toMillis(),
                        Math.round(progress.rowsPerSecond()),
                        progress.throttles(),
                        job,
                        token)
                == 1;
    }

    /** Gives the lease back; nothing happens when it is another run's by now. */
    public void release() {
        jdbc.update("delete from rowlift_lease where job = ? and token = ?", job, token);
    }

    private boolean insert(Duration length) {
        try {
            jdbc.update(
                    "insert into rowlift_lease (job, token, holder, acquired_at, renewed_at, expires_at,"
                            + " rows_per_second, throttles) values (?, ?, ?, " + product.now() + ", " + product.now()
                            + ", " + product.now() + " + ?, 0, 0)",
                    job,
                    token,
                    process(),
                    length.toMillis());
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private boolean replace(Duration length, boolean exclusive) {
        return jdbc.update(
                        "update rowlift_lease set token = ?, holder = ?, acquired_at = " + product.now()
                                + ", renewed_at = " + product.now() + ", expires_at = " + product.now()
                                + " + ?, rows_per_second = 0, throttles = 0 where job = ? and (? = 1 or expires_at <= "
                                + product.now() + ")",
                        token,
                        process(),
                        length.toMillis(),
                        job,
                        exclusive ? 1 : 0)
                == 1;
    }

    private static String process() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unnamed host";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host;
    }
}
