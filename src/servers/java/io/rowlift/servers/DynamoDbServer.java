package io.rowlift.servers;

import java.net.URI;

/** A running DynamoDB Local. It takes any credentials and any region and shows the same tables to all of them. */
public interface DynamoDbServer extends AutoCloseable {

    URI endpoint();

    @Override
    void close();
}
