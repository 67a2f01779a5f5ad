package io.rowlift.realdata;

import io.rowlift.program.Program;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** A loaded public database, the job that migrates it, and the oracle that judges what came out. */
final class RealDatabase implements AutoCloseable {

    private static final Path JOBS = Path.of("src/test/resources/realdata/jobs");

    /** Nothing that is written may depend on where the program runs: a zone of odd minutes, a language with another i. */
    private static final String[] ELSEWHERE = {
        "-Duser.timezone=Pacific/Chatham", "-Duser.language=tr", "-Duser.country=TR"
    };

    private final Path job;
    private final Program program;
    private final PlainSource source;
    private final DynamoDbClient dynamo;
    private final IndependentOracle oracle;

    /**
     * @param job name of the job file, whose variable RUN is set to {@code it}
     * @param folder working directory of the program
     * @param tables the mapping's tables and their physical names
     */
    RealDatabase(String job, DatabaseServer server, String database, Path folder, Map<String, String> tables)
            throws SQLException {
        this(job, "it", server, database, folder, tables);
    }

    /** The same with a value for the variable RUN, which tells the tables of one test from those of another. */
    RealDatabase(
            String job, String run, DatabaseServer server, String database, Path folder, Map<String, String> tables)
            throws SQLException {
        this.job = JOBS.resolve(job + ".yaml");
        this.program = new Program(folder, ELSEWHERE)
                .with(Map.of(
                        "SOURCE_URL", server.jdbcUrl(database),
                        "SOURCE_USER", server.username(),
                        "SOURCE_PASSWORD", server.password(),
                        "DYNAMODB_ENDPOINT", Servers.dynamodb().endpoint().toString(),
                        "RUN", run,
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local"));
        this.source = PlainSource.open(server, database);
        this.dynamo = PlainTable.client(Servers.dynamodb());
        this.oracle = new IndependentOracle(dynamo, tables::get);
    }

    Program.Answer run(String command, String... options) {
        String[] arguments = Stream.concat(
                        Stream.of(command, job.toAbsolutePath().toString()), Stream.of(options))
                .toArray(String[]::new);
        try {
            return program.run(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    PlainSource source() {
        return source;
    }

    DynamoDbClient dynamo() {
        return dynamo;
    }

    IndependentOracle oracle() {
        return oracle;
    }

    /** Returns an item as plain values, empty when there is none. */
    Map<String, Object> item(String table, Map<String, AttributeValue> key) {
        return PlainTable.map(
                dynamo.getItem(get -> get.tableName(table).key(key)).item());
    }

    /** Returns how many items an index has under a partition key. */
    long count(String table, String index, String partition, AttributeValue value) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .indexName(index)
                        .select(Select.COUNT)
                        .keyConditionExpression("#p = :v")
                        .expressionAttributeNames(Map.of("#p", partition))
                        .expressionAttributeValues(Map.of(":v", value)))
                .stream()
                .mapToLong(QueryResponse::count)
                .sum();
    }

    /** Returns a key of {@code PK} and {@code SK}. */
    static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sort));
    }

    /** Sets an attribute of an item, which need not exist. */
    void tamper(String table, Map<String, AttributeValue> key, String attribute) {
        dynamo.updateItem(update -> update.tableName(table)
                .key(key)
                .updateExpression("set #a = :v")
                .expressionAttributeNames(Map.of("#a", attribute))
                .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("tampered"))));
    }

    void delete(String table, Map<String, AttributeValue> key) {
        dynamo.deleteItem(d -> d.tableName(table).key(key));
    }

    @Override
    public void close() throws SQLException {
        source.close();
        dynamo.close();
    }
}
