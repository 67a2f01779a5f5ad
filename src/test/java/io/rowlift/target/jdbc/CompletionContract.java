package io.rowlift.target.jdbc;

import static io.rowlift.target.jdbc.Copies.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.TableName;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a target is, what comes after the rows, and DDL that people deploy: on a real server. */
public abstract class CompletionContract extends RowTargetFixture {

    /** {@code users (id counted, name)} with a unique index on names, {@code orders (id, user_id)} that refers to it. */
    protected abstract TargetSchema shop();

    /** The key {@code twice} of the index on names, as the server prints it. */
    protected abstract String twice();

    protected final TargetTable users() {
        return shop().tables().get(0);
    }

    protected final TargetTable orders() {
        return shop().tables().get(1);
    }

    private void load(RowTarget target, TargetTable table, Row... rows) {
        try (RowWriter writer = target.content().writer(table)) {
            writer.write(
                    portion(0, List.of(rows), true),
                    rejects -> assertThat(rejects).isEmpty());
        }
    }

    private List<Sequence> next(long next) {
        TableName source = users().copy().definition().table().name();
        return List.of(new Sequence(
                new TableName("src", "users_id_seq"),
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.valueOf(Long.MAX_VALUE),
                false,
                BigInteger.valueOf(next),
                source,
                "id"));
    }

    private String place() {
        String hosts = database.server().jdbcUrl(database.name()).replaceAll("^.*//([^/]*)/.*$", "$1");
        return "database \"" + database.name() + "\" at " + hosts;
    }

    @Test
    void makesWhatComesAfterTheRowsOnce() {
        RowTarget target = prepared(target(shop()));
        load(target, users(), row(1L, "a"), row(7L, "b"));
        load(target, orders(), row(1L, 7L), row(2L, null));
        List<String> heard = new ArrayList<>();
        target.complete(next(5), (phase, object) -> heard.add(phase + " " + object));
        assertThat(heard).contains("INDEXES index \"users_name\"", "FOREIGN_KEYS foreign key \"orders_user\"");
        database.run("INSERT INTO " + table(users()) + " (name) VALUES ('c')");
        assertThat(ids(users())).containsExactly("1", "7", "8");
        assertThatThrownBy(() -> database.run("INSERT INTO " + table(orders()) + " VALUES (3, 99)"))
                .hasMessageContaining("orders_user");
        database.run("DELETE FROM " + table(users()) + " WHERE id = 8");
        target.complete(next(20), (phase, object) -> {});
        database.run("INSERT INTO " + table(users()) + " (name) VALUES ('d')");
        assertThat(ids(users())).containsExactly("1", "7", "20");
    }

    @Test
    void rowsThatStandInTheWayOfAnIndexAreNamedByTheirKey() {
        RowTarget target = prepared(target(shop()));
        load(target, users(), row(1L, "same"), row(2L, "same"));
        assertThatThrownBy(() -> target.complete(List.of(), (phase, object) -> {}))
                .isInstanceOf(FailedException.class)
                .hasMessage("cannot make index \"users_name\": several rows have the key " + twice()
                        + "; mend or remove these rows in source and target, or leave it out in the mapping; then run the"
                        + " same command again");
        database.run("UPDATE " + table(users()) + " SET name = 'other' WHERE id = 2");
        target.complete(List.of(), (phase, object) -> {});
    }

    @Test
    void rowsThatReferToNothingAreNamedByTheirKeyAndThePhaseGoesOnAfterwards() {
        RowTarget target = prepared(target(shop()));
        load(target, users(), row(1L, "a"));
        load(
                target,
                orders(),
                row(1L, 1L),
                row(2L, 5L),
                row(3L, 6L),
                row(4L, 6L),
                row(5L, 6L),
                row(6L, 6L),
                row(7L, 6L));
        assertThatThrownBy(() -> target.complete(List.of(), (phase, object) -> {}))
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("rows of table \"" + orders().name() + "\" refer with (user_id) to rows that are"
                        + " not in table \"" + users().name() + "\"; those with (id) = 2, 3, 4, 5, 6 and more; mend");
        database.run("DELETE FROM " + table(orders()) + " WHERE id > 1");
        assertThatThrownBy(() -> target(shop()).complete(List.of(), (phase, object) -> {}))
                .isInstanceOf(FailedException.class)
                .hasMessage(
                        "table \"" + orders().name() + "\" holds 1 rows, the ledger says 7; somebody else has written"
                                + " to it: see \"rowlift verify\", or load the table again with rowlift migrate JOB"
                                + " --restart");
    }

    @Test
    void aTableWithForeignKeysCanBeLoadedAgain() {
        RowTarget target = prepared(target(shop()));
        load(target, users(), row(1L, "a"));
        load(target, orders(), row(1L, 1L));
        target.complete(List.of(), (phase, object) -> {});
        target.content().empty(users());
        load(target, users(), row(1L, "b"));
        target.complete(List.of(), (phase, object) -> {});
        assertThatThrownBy(() -> database.run("DELETE FROM " + table(users()))).hasMessageContaining("orders_user");
    }

    @Test
    void aStopIsHeardBetweenTwoObjectsAndTheNextRunGoesOn() {
        RunSignal signal = new RunSignal();
        RowTarget target = target(settings(database.server().jdbcUrl(database.name()), false), shop(), OWNER, signal);
        load(prepared(target), users(), row(1L, "a"));
        assertThatThrownBy(() -> target.complete(next(9), (phase, object) -> {
                    if (phase == Phase.FOREIGN_KEYS) {
                        signal.stop();
                    }
                }))
                .isInstanceOf(StoppedException.class)
                .hasMessage("stopped before making foreign key \"orders_user\"");
        RowTarget later = target(shop());
        assertThat(later.claim(new Claim("source", false))).isEqualTo(Claim.Answer.GRANTED);
        later.prepare();
        later.complete(next(9), (phase, object) -> {});
        database.run("INSERT INTO " + table(users()) + " (name) VALUES ('c')");
        assertThat(ids(users())).containsExactly("1", "9");
    }

    @Test
    void rowsOfOthersAreRefusedAndDeletedOnDemand() {
        prepared(target(shop()));
        database.run("DROP TABLE " + ledger(), "INSERT INTO " + table(users()) + " (name) VALUES ('theirs')");
        RowTarget target = target(shop());
        assertThat(target.claim(new Claim("source", true)).refusals())
                .extracting(Object::toString)
                .containsExactly("table \"" + users().name() + "\" in " + place()
                        + " holds rows that Rowlift has not written; if all rows of these tables may be deleted, run again"
                        + " with --take-over; else choose another database, or other names with \"schemas\" or \"to\" in"
                        + " the mapping");
        assertThat(target.check(false)).hasSize(1);
        assertThat(target.check(true)).isEmpty();
        target.prepare();
        assertThat(ids(users())).isEmpty();
    }

    private String ledger() {
        return table(users()).replace("users", "rowlift_ledger");
    }

    @Test
    void aLedgerThatIsGoneIsRefused() {
        prepared(target(shop()));
        database.run("DROP TABLE " + ledger());
        RowTarget target = target(shop());
        assertThat(target.claim(new Claim("source", false)).refusals())
                .extracting(Object::toString)
                .containsExactly("there is no ledger in " + place()
                        + ", although this job's state says that it has loaded into it; check \"url\" under the job's"
                        + " target; if the database was made anew or restored, load everything again with rowlift"
                        + " migrate JOB --restart"
                        + " --take-over, which deletes all rows of the mapping's tables");
        assertThatThrownBy(() -> target.content().writer(users()))
                .isInstanceOf(FailedException.class)
                .hasMessage("the ledger in " + place() + " is gone while this run wrote to it; check \"url\" under the"
                        + " job's target; if the database was made anew or restored, load everything again with"
                        + " rowlift migrate JOB --restart"
                        + " --take-over, which deletes all rows of the mapping's tables");
    }

    @Test
    void aLostStateBeginsFromZero() {
        load(prepared(target(shop())), users(), row(1L, "a"));
        RowTarget target = target(shop(), new Ownership("job", "store-2"));
        Claim.Answer answer = target.claim(new Claim("source", true));
        assertThat(answer.refusals()).isEmpty();
        assertThat(answer.notices()).hasSize(1);
        assertThat(answer.notices().get(0))
                .startsWith("the tables in " + place() + " were loaded by this job from another state (store store-1,"
                        + " begun ")
                .endsWith(
                        "), and the state here is new. Taken for lost: their rows are deleted and the load begins from"
                                + " zero. If that other run is still at work elsewhere, stop one of the two.");
        assertThat(target.check(false)).isEmpty();
        target.prepare();
        assertThat(ids(users())).isEmpty();
        load(target, users(), row(2L, "b"));
        assertThat(ids(users())).containsExactly("2");
    }

    @Test
    void othersTargetsAreRefused() {
        RowTarget first = prepared(target(shop()));
        String own = "the ledger in " + place() + " belongs to job \"job\" (store store-1, begun ";
        assertThat(refusal(new Ownership("other", "store-2"), new Claim("source", true)))
                .startsWith(own)
                .endsWith(
                        "), this is job \"other\" (store store-2); if all rows of these tables may be deleted, run again"
                                + " with --take-over; else choose another database, or other names with \"schemas\" or \"to\" in"
                                + " the mapping");
        assertThat(refusal(new Ownership("job", "store-2"), new Claim("elsewhere", true)))
                .startsWith(own)
                .contains("), loaded from source, this is job \"job\" (store store-2), loading from elsewhere; if all");
        assertThat(refusal(new Ownership("job", "store-2"), new Claim("source", false)))
                .startsWith("the ledger in " + place()
                        + " was taken over by another state of this job (store store-1, begun ")
                .endsWith("), this is store store-2; go on where that state is, or delete all rows and load everything"
                        + " again from here with rowlift migrate JOB --restart --take-over");
        RowTarget other = target(shop(), new Ownership("other", "store-2"));
        other.claim(new Claim("source", true));
        other.prepare();
        assertThatThrownBy(() -> first.content().writer(users()))
                .isInstanceOf(FailedException.class)
                .hasMessageStartingWith(
                        "the ledger in " + place() + " was taken over by job \"other\" (store store-2," + " begun ")
                .hasMessageEndingWith(
                        " while this run wrote to it, this is job \"job\" (store store-1); see that one run"
                                + " at a time writes to it; then load everything again with rowlift migrate JOB"
                                + " --restart --take-over");
    }

    private String refusal(Ownership owner, Claim claim) {
        RowTarget target = target(shop(), owner);
        List<Problem> refusals = target.claim(claim).refusals();
        assertThat(refusals).hasSize(1);
        assertThat(target.check(false)).isEqualTo(refusals);
        return refusals.get(0).toString();
    }

    @Test
    void tablesThatAreThereOtherwiseAreRefused() {
        database.run("CREATE TABLE " + table(users()) + " (id bigint, label int, must int NOT NULL)");
        RowTarget target = target(shop());
        target.claim(new Claim("source", true));
        assertThat(target.check(true))
                .extracting(Object::toString)
                .containsExactly("table \"" + users().name() + "\" is in the target already and lacks \"name\", and"
                        + " demands a value for \"must\"; drop or rename that table, or give the copy another name with"
                        + " \"to\" in the mapping");
    }

    @Test
    void ddlIsWrittenAndWaitedForWherePeopleDeployIt() throws IOException {
        RowTarget target =
                target(settings(database.server().jdbcUrl(database.name()), true), shop(), OWNER, new RunSignal());
        target.claim(new Claim("source", true));
        assertThatThrownBy(target::prepare)
                .isInstanceOf(RefusedException.class)
                .hasMessage("the target lacks table \"" + ledger() + "\" and 2 more, and the job says \"ddl: manual\";"
                        + " deploy section \"tables: before the load\" of " + directory.resolve("schema.sql")
                        + ", then run again");
        deploy("tables");
        target.prepare();
        load(target, users(), row(1L, "a"));
        load(target, orders(), row(1L, 1L));
        assertThatThrownBy(() -> target.complete(next(1), (phase, object) -> {}))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the target lacks index \"users_name\", and the job says \"ddl: manual\"; deploy section"
                        + " \"indexes: after the load\" of " + directory.resolve("schema.sql") + ", then run again");
        deploy("indexes");
        assertThatThrownBy(() -> target.complete(next(1), (phase, object) -> {}))
                .hasMessageContaining("deploy section \"foreign keys: after the load\"");
        deploy("foreign keys");
        if (!shop().statements(Phase.VALIDATION).isEmpty()) {
            assertThatThrownBy(() -> target.complete(next(1), (phase, object) -> {}))
                    .hasMessageContaining("deploy section \"validation: after the load\"");
            deploy("validation");
        }
        target.complete(next(1), (phase, object) -> {});
        assertThat(ids(users())).containsExactly("1");
    }

    private void deploy(String section) throws IOException {
        String text = Files.readString(directory.resolve("schema.sql"));
        String from = text.substring(text.indexOf("-- " + section));
        String part = from.substring(from.indexOf('\n'));
        int end = part.indexOf("-- ");
        for (String sql : (end < 0 ? part : part.substring(0, end)).split(";\n", -1)) {
            if (!sql.isBlank()) {
                database.run(sql);
            }
        }
    }
}
