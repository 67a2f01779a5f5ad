package io.rowlift.architecture.canary.report;

import java.util.logging.Logger;
import org.snakeyaml.engine.v2.api.Load;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Knows every library, prints and exits. */
public record Wrong(JdbcTemplate spring, DynamoDbClient aws, Load yaml, CommandLine picocli, Logger logger) {

    /** As only the command line may. */
    public static void end() {
        Logger.getLogger("x").fine("done");
        System.out.println("done");
        System.err.println("done");
        System.exit(1);
    }
}
