package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.servers.ServerProcess.Launch;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers stop, and failures to start tell why. */
class ServerProcessIT {

    @Test
    void closingStopsPostgresAndDeletesItsData() {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        String url = server.jdbcUrl("postgres");
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();

        server.close();

        assertThat(process.isAlive()).isFalse();
        assertThatThrownBy(() -> DriverManager.getConnection(url, server.username(), server.password()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void stopsWithTheGivenSignal(@TempDir Path scratch) {
        List<String> loop = List.of("/bin/sh", "-c", "trap 'echo done; exit' USR1; while :; do sleep 0.02; done");
        ServerProcess process = new Launch(scratch, Map.of(), loop).start("KILL");

        assertThat(process.isAlive()).isTrue();
        process.stop("USR1");

        assertThat(process.isAlive()).isFalse();
        assertThat(process.log()).isEqualTo("done\n");
    }

    @Test
    void aFailedProgramShowsWhatItSaid(@TempDir Path scratch) {
        Launch launch = new Launch(scratch, Map.of(), List.of("/bin/sh", "-c", "echo no room >&2; exit 3"));

        assertThatThrownBy(launch::run)
                .isInstanceOf(ServerException.class)
                .hasMessage("/bin/sh ended with 3:\nno room\n");
    }
}
