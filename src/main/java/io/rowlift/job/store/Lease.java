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
                            + holder(jdbc, product, job)
                                    .map(h -> ": " + h.process() + ", since " + h.since() + ", until "
                                            + h.until().truncatedTo(ChronoUnit.SECONDS))
                                    .orElse(""),
                    "wait for its end; after a crash the lease expires at that time and the same command goes on");
        }
        return lease;
    }

    /** Returns who holds a lease that has not expired. */
    static Optional<Holder> holder(JdbcTemplate jdbc, StoreProduct product, String job) {
        List<Holder> holders = jdbc.query(
                "select holder, acquired_at, expires_at from rowlift_lease where job = ? and expires_at > "
                        + product.now(),
                (row, n) -> new Holder(
                        row.getString(1),
                        Instant.ofEpochMilli(row.getLong(2)).truncatedTo(ChronoUnit.SECONDS),
                        Instant.ofEpochMilli(row.getLong(3))),
                job);
        return holders.stream().findFirst();
    }

    /** Returns what tells this run from every other. */
    public String token() {
        return token;
    }

    /**
     * Extends the lease.
     *
     * @param length from now on
     * @return false when another run has taken it over
     */
    public boolean renew(Duration length) {
        return jdbc.update(
                        "update rowlift_lease set expires_at = " + product.now() + " + ? where job = ? and token = ?",
                        length.toMillis(),
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
                    "insert into rowlift_lease (job, token, holder, acquired_at, expires_at) values (?, ?, ?, "
                            + product.now() + ", " + product.now() + " + ?)",
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
                                + ", expires_at = " + product.now() + " + ? where job = ? and (? = 1 or expires_at <= "
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
