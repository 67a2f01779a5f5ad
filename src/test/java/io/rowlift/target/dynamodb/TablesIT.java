package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.ALL;
import static io.rowlift.target.dynamodb.Designs.HERE;
import static io.rowlift.target.dynamodb.Designs.item;
import static io.rowlift.target.dynamodb.Designs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.TableDesign.Projection;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.servers.Servers;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import io.rowlift.target.TargetReader.Segment;
import io.rowlift.target.testing.StandIn;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables before and after a run. */
class TablesIT {

    private static final Ownership OTHER = new Ownership("other-job", "77aa");
    private static final String TAKE_OVER = "if it may be written over, run again with --take-over; if others write to"
            + " it too, say shared: true under \"dynamodb\"; else choose another table with \"tables\"";
    private static final String MOMENT = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String NEW_INDEX = "delete the index and create it anew, or change the mapping";

    private final String table = Designs.unique();
    private final List<DynamoDbTarget> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(DynamoDbTarget::close);
    }

    private DynamoDbTarget open(TableDesign design, Ownership owner) {
        return open(Servers.dynamodb().endpoint(), design, owner, false);
    }

    private DynamoDbTarget open(URI endpoint, TableDesign design, Ownership owner, boolean shared) {
        DynamoDbTarget target = DynamoDbTarget.open(
                new TargetSettings.DynamoDb("eu-west-1", endpoint, Map.of("shop", table), 0, 0, shared, false),
                Designs.mapping(design),
                owner,
                new RunSignal(),
                FaultsIT.FAST);
        opened.add(target);
        return target;
    }

    private static TableDesign design(Map<String, Index> indexes, Billing billing) {
        return new TableDesign("shop", text("PK"), text("SK"), indexes, null, billing, HERE);
    }

    private static Map<String, Index> index(Index... indexes) {
        Map<String, Index> byName = new LinkedHashMap<>();
        for (Index index : indexes) {
            byName.put(index.name(), index);
        }
        return byName;
    }

    @Test
    void aMissingTableIsFineAndIsCreatedAsDesigned() {
        Location line = new Location("shop.yaml", 8);
        List<KeyAttribute> partition = List.of(text("a"), new KeyAttribute("b", KeyType.N), text("c"), text("d"));
        List<KeyAttribute> sort = List.of(text("e"), new KeyAttribute("f", KeyType.B), text("g"), text("h"));
        TableDesign design = design(
                index(
                        new Index("all", List.of(text("SK")), List.of(text("PK")), ALL, line),
                        new Index(
                                "keys",
                                List.of(text("a")),
                                List.of(),
                                new Projection(Projection.Kind.KEYS_ONLY, List.of()),
                                line),
                        new Index(
                                "some",
                                partition,
                                sort,
                                new Projection(Projection.Kind.INCLUDE, List.of("x", "y")),
                                line)),
                new Billing.Provisioned(5, 7));
        DynamoDbTarget target = open(design, Designs.OWNER);
        assertThat(target.check(false)).isEmpty();

        target.prepare();

        assertThat(open(design, Designs.OWNER).check(false)).isEmpty();
        target.prepare();
        target.write(List.of(item("p", "s")));
        assertThat(open(design, Designs.OWNER).check(false)).isEmpty();
    }

    @Test
    void whatDiffersFromTheDesignIsNamed() {
        Location line = new Location("shop.yaml", 8);
        Index one = new Index("one", List.of(text("a")), List.of(), ALL, line);
        Index two = new Index("two", List.of(text("a")), List.of(text("b")), ALL, line);
        Index three = new Index("three", List.of(text("a")), List.of(), ALL, line);
        open(design(index(one, two, three), new Billing.OnDemand()), Designs.OWNER)
                .prepare();

        Index oneAsNumber = new Index("one", List.of(new KeyAttribute("n", KeyType.N)), List.of(), ALL, line);
        Index twoOfKeys = new Index(
                "two", two.partition(), two.sort(), new Projection(Projection.Kind.KEYS_ONLY, List.of()), line);
        Index four = new Index("four", List.of(text("a")), List.of(), ALL, line);
        TableDesign changed = new TableDesign(
                "shop",
                text("PK"),
                null,
                index(oneAsNumber, twoOfKeys, four),
                null,
                new Billing.Provisioned(1, 1),
                HERE);

        assertThat(open(changed, Designs.OWNER).check(false))
                .containsExactly(
                        new Problem(
                                HERE,
                                "table \"" + table + "\" has the key partition PK (S), sort SK (S), the mapping wants"
                                        + " partition PK (S)",
                                "a table's key cannot be changed: choose another table with \"tables\" under"
                                        + " \"dynamodb\", or change the mapping"),
                        new Problem(
                                line,
                                "index \"one\" of table \"" + table
                                        + "\" has the key partition a (S), the mapping wants" + " partition n (N)",
                                NEW_INDEX),
                        new Problem(
                                line,
                                "index \"two\" of table \"" + table + "\" projects all, the mapping wants keys",
                                NEW_INDEX),
                        new Problem(
                                line,
                                "table \"" + table + "\" has no index \"four\"",
                                "create it, or remove it from the mapping"),
                        new Problem(
                                HERE,
                                "table \"" + table + "\" has the index \"three\", which the mapping does not declare",
                                "add it under \"indexes\", or delete it"));
    }

    @Test
    void whatDynamoDbNeverAllowsIsFoundBeforeATableIsCreated() {
        List<String> names = IntStream.range(0, 60).mapToObj(i -> "x" + i).toList();
        Projection sixty = new Projection(Projection.Kind.INCLUDE, names);
        Map<String, Index> indexes = index(IntStream.range(0, 21)
                .mapToObj(i -> new Index("index" + i, List.of(text("a")), List.of(), i < 2 ? sixty : ALL, HERE))
                .toArray(Index[]::new));
        indexes.put(
                "wide",
                new Index(
                        "wide", List.of(text("a"), text("b"), text("c"), text("d"), text("e")), List.of(), ALL, HERE));
        indexes.put("number", new Index("number", List.of(new KeyAttribute("a", KeyType.N)), List.of(), ALL, HERE));

        assertThat(open(design(indexes, new Billing.OnDemand()), Designs.OWNER).check(false))
                .containsExactly(
                        new Problem(
                                HERE,
                                "table \"shop\" has 23 indexes, DynamoDB allows 20",
                                "remove some, or let several questions share one index"),
                        new Problem(
                                HERE,
                                "the indexes of table \"shop\" project 120 attributes by name, DynamoDB allows 100 in"
                                        + " all of them together",
                                "use project: all, or name fewer"),
                        new Problem(
                                HERE,
                                "index \"wide\" has 5 partition and 0 sort attributes, DynamoDB wants 1 to 4 and 0 to 4",
                                null),
                        new Problem(
                                HERE,
                                "table \"shop\" uses key attribute \"a\" as S and as N",
                                "use one type everywhere"));
    }

    @Test
    void aTableOfAnotherMigrationIsRefusedUntilItIsTakenOver() {
        checkOwnership(Servers.dynamodb().endpoint(), "holds 2 items", true);
    }

    @Test
    void tagsTellWhoseATableIsWhereTheServerKnowsThem() {
        try (StandIn server = StandIn.start()) {
            checkOwnership(server.endpoint(), "holds 0 items", false);
        }
    }

    private void checkOwnership(URI endpoint, String holds, boolean keepsItems) {
        DynamoDbTarget first = open(endpoint, Designs.withoutIndex(), OTHER, false);
        first.prepare();
        first.write(List.of(item("a", "1"), item("a", "2")));
        DynamoDbTarget second = open(endpoint, Designs.withoutIndex(), Designs.OWNER, false);
        assertThat(second.check(false)).singleElement().satisfies(refusal -> {
            assertThat(refusal.toString())
                    .matches("shop\\.yaml:4: table \"" + table
                            + "\" belongs to job \"other-job\" \\(store 77aa, last begun "
                            + MOMENT + "\\) and " + holds
                            + ", this is job \"shop-to-dynamodb\" \\(store 5f0c\\); " + TAKE_OVER);
            assertThatThrownBy(second::prepare)
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(refusal.toString());
        });
        assertThat(first.check(false)).isEmpty();
        assertThat(open(endpoint, Designs.withoutIndex(), Designs.OWNER, true).check(false))
                .isEmpty();

        assertThat(second.check(true)).isEmpty();
        second.prepare();
        assertThat(second.check(false)).isEmpty();
        assertThat(first.check(false)).hasSize(1);
        assertThat(second.reader().fetch(List.of(Designs.key("a", "1")))).hasSize(keepsItems ? 1 : 0);
    }

    @Test
    void aJobThatHasLostItsStateBeginsFromZeroOnItsOwnTable() {
        checkLostState(Servers.dynamodb().endpoint());
    }

    @Test
    void aLostStateIsToldByTagsToo() {
        try (StandIn server = StandIn.start()) {
            checkLostState(server.endpoint());
        }
    }

    private void checkLostState(URI endpoint) {
        DynamoDbTarget lost = openStore(endpoint, "a1");
        assertThat(lost.claim(new Claim("shop db", true))).isEqualTo(Claim.Answer.GRANTED);
        lost.prepare();
        assertThat(lost.claim(new Claim("shop db", false))).isEqualTo(Claim.Answer.GRANTED);

        DynamoDbTarget otherSource = openStore(endpoint, "c3");
        assertThat(otherSource.claim(new Claim("test db", true)).refusals())
                .singleElement()
                .asString()
                .matches(".* belongs to job \"shop\" \\(store a1, last begun " + MOMENT
                        + "\\), loaded from another source, and holds 0 items, this is job \"shop\" \\(store c3\\); "
                        + TAKE_OVER);

        DynamoDbTarget fresh = openStore(endpoint, "b2");
        Claim.Answer answer = fresh.claim(new Claim("shop db", true));
        assertThat(answer.refusals()).isEmpty();
        assertThat(answer.notices())
                .singleElement()
                .asString()
                .matches(
                        "table \"" + table
                                + "\" carries this job's mark, made by another state \\(store a1, last begun "
                                + MOMENT
                                + "\\), and the state here is new\\. Taken for lost: the load begins from zero and writes"
                                + " over what is there\\. Items of rows that are gone, or of an older mapping, stay; \"rowlift"
                                + " verify\" names them\\. If that other run is still at work elsewhere, stop one of the two\\.");
        assertThat(fresh.check(false)).isEmpty();
        fresh.prepare();
        assertThat(fresh.check(false)).isEmpty();
        fresh.complete();

        // the other one was alive after all
        assertThatThrownBy(lost::complete)
                .isInstanceOf(FailedException.class)
                .hasMessageMatching("table \"" + table + "\" was taken over by job \"shop\" \\(store b2, last begun "
                        + MOMENT
                        + "\\) while this run wrote to it, this is job \"shop\" \\(store a1\\); see that one"
                        + " run at a"
                        + " time writes to it; then load everything again with rowlift migrate JOB --restart"
                        + " --take-over");
        assertThat(openStore(endpoint, "a1").claim(new Claim("shop db", false)).refusals())
                .singleElement()
                .asString()
                .matches(
                        ".*table \"" + table + "\" was taken over by another state of this job \\(store b2, last begun "
                                + MOMENT
                                + "\\) and holds 0 items, this is store a1; go on where that state is, or load everything"
                                + " again from here with rowlift migrate JOB --restart --take-over");
    }

    @Test
    void twoNewStatesDoNotTakeOneTable() {
        URI endpoint = Servers.dynamodb().endpoint();
        DynamoDbTarget one = openStore(endpoint, "a1");
        DynamoDbTarget other = openStore(endpoint, "b2");
        assertThat(one.claim(new Claim("shop db", true))).isEqualTo(Claim.Answer.GRANTED);
        assertThat(other.claim(new Claim("shop db", true))).isEqualTo(Claim.Answer.GRANTED);
        one.prepare();

        assertThatThrownBy(other::prepare)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("was taken over by another state of this job (store a1, last begun ");
        assertThat(one.check(false)).isEmpty();
    }

    private DynamoDbTarget openStore(URI endpoint, String store) {
        return open(endpoint, Designs.withoutIndex(), new Ownership("shop", store), false);
    }

    @Test
    void unmarkedContentIsRefusedAndAnEmptyTableAdopted() {
        URI endpoint = Servers.dynamodb().endpoint();
        Endpoint address = Endpoint.of(Designs.settings(endpoint, table));
        try (var client = Client.open(address, endpoint, FaultsIT.FAST, 1)) {
            client.createTable(TableCreation.request(Designs.withoutIndex(), table, null));
            DynamoDbTarget target = open(Designs.withoutIndex(), Designs.OWNER);
            assertThat(target.check(false)).isEmpty();
            client.putItem(put -> put.tableName(table)
                    .item(AttributeValues.encode(item("a", "1").attributes())));

            assertThat(target.check(false))
                    .containsExactly(new Problem(
                            HERE, "table \"" + table + "\" holds 1 item and carries no mark of Rowlift", TAKE_OVER));
            assertThat(target.check(true)).isEmpty();
            target.prepare();
            assertThat(target.check(false)).isEmpty();
        }
    }

    @Test
    void theExpiryIsSwitchedOnLastAndOnce() {
        DynamoDbTarget target = open(Designs.shop(), Designs.OWNER);
        target.prepare();
        target.complete();
        target.complete();
        assertThat(target.check(false)).isEmpty();

        TableDesign none = new TableDesign(
                "shop", text("PK"), text("SK"), Designs.shop().indexes(), null, new Billing.OnDemand(), HERE);
        String remedy = "write the attribute as \"ttl\" of the table in the mapping, or switch the expiry off";
        String found = "table \"" + table + "\" expires items by attribute \"expires_at\", the mapping ";
        assertThat(open(none, Designs.OWNER).check(false))
                .containsExactly(new Problem(HERE, found + "has no \"ttl\"", remedy));
        TableDesign other = new TableDesign(
                "shop", text("PK"), text("SK"), Designs.shop().indexes(), "until", new Billing.OnDemand(), HERE);
        assertThatThrownBy(() -> open(other, Designs.OWNER).complete())
                .isInstanceOf(FailedException.class)
                .hasMessage(found + "says \"until\"; " + remedy);
    }

    @Test
    void theIdentityNamesTheTablesAndChangesWhenOneIsCreated() {
        DynamoDbTarget target = open(Designs.withoutIndex(), Designs.OWNER);
        assertThat(target.identity()).isEqualTo("dynamodb local region eu-west-1: " + table + " absent");

        target.prepare();

        assertThat(target.identity())
                .matches("dynamodb local account 000000000000 region eu-west-1: " + table
                        + " created 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(open(Designs.withoutIndex(), OTHER).identity()).isEqualTo(target.identity());
    }

    @Test
    void failure18_writingAgainChangesNothing() {
        DynamoDbTarget target = open(Designs.withoutIndex(), Designs.OWNER);
        target.prepare();
        var items =
                IntStream.range(0, 100).mapToObj(i -> item("a", "" + i, "n", i)).toList();
        target.write(items);
        var keys = items.stream().map(i -> i.key()).toList();
        var before = target.reader().fetch(keys);

        target.prepare();
        target.write(items);
        target.complete();

        assertThat(target.reader().fetch(keys)).isEqualTo(before).hasSize(100);
        List<Object> all = new ArrayList<>();
        target.reader().scanKeys("shop", Segment.ALL, all::add);
        assertThat(all).hasSize(100);
    }
}
