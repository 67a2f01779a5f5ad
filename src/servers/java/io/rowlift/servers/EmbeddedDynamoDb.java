package io.rowlift.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in this JVM, in memory.
 *
 * <p>Its own launcher listens on every interface of the machine, greets on standard output and calls home; so this puts the same handler
 * into a web server on the loopback interface.
 */
public final class EmbeddedDynamoDb implements DynamoDbServer {

    private final LocalDynamoDBServerHandler handler;
    private final Server server;
    private final URI endpoint;

    private EmbeddedDynamoDb() {
        boolean inMemory = true;
        boolean sharedByAllAccounts = true;
        boolean delaysStatusChanges = false;
        this.handler = new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, inMemory, null, sharedByAllAccounts, delaysStatusChanges), null);
        this.server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(new ContextHandler(handler));
        try {
            server.start();
        } catch (Exception e) { // what Jetty declares
            throw new ServerException("cannot start DynamoDB Local", e);
        }
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        this.endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Starts a server without tables, ready for requests. */
    public static EmbeddedDynamoDb start() {
        return new EmbeddedDynamoDb();
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            server.stop();
            handler.close();
        } catch (Exception e) { // what Jetty declares
            throw new ServerException("cannot stop DynamoDB Local at " + endpoint, e);
        }
    }
}
