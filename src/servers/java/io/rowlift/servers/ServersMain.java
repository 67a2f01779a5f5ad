package io.rowlift.servers;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * PostgreSQL and DynamoDB Local as a child process of {@code rowlift demo}. Prints where they are, credentials included,
 *
 * <pre>
 * postgres.url=jdbc:postgresql://127.0.0.1:41234/postgres?user=postgres&amp;password=…
 * dynamodb.endpoint=http://127.0.0.1:41235
 * ready
 * </pre>
 *
 * and stops them when its standard input ends, which it does when the parent closes it or dies.
 */
public final class ServersMain {

    private ServersMain() {}

    public static void main(String[] arguments) {
        // an explicit end: DynamoDB Local leaves threads behind, also when PostgreSQL does not start
        try {
            run();
            System.exit(0);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run() throws IOException {
        PrintStream answer = System.out;
        // whatever a server says must not get between the three lines
        System.setOut(System.err);
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");

        CompletableFuture<EmbeddedPostgres> starting = CompletableFuture.supplyAsync(EmbeddedPostgres::start);
        try (DynamoDbServer dynamodb = EmbeddedDynamoDb.start();
                DatabaseServer postgres = starting.join()) {
            answer.println("postgres.url=" + postgres.jdbcUrl("postgres") + "?user=" + encoded(postgres.username())
                    + "&password=" + encoded(postgres.password()));
            answer.println("dynamodb.endpoint=" + dynamodb.endpoint());
            answer.println("ready");
            answer.flush();
            System.in.transferTo(PrintStream.nullOutputStream());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
