package io.rowlift.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

    private static final String UNVERIFIED =
            " for a connection whose other end is not verified; leave it out, or write "
                    + "insecure: true beside it if this network is to be trusted";

    @Test
    void isTakenApart() {
        JdbcUrl url = JdbcUrl.read("jdbc:mariadb://a:3307,[::1]/my%20shop?connectTimeout=5&tcpKeepAlive");
        assertThat(url)
                .isEqualTo(new JdbcUrl(
                        SourceSettings.Product.MARIADB,
                        "jdbc:mysql://a:3307,[::1]/my%20shop",
                        List.of("a:3307", "[::1]"),
                        "my shop",
                        Map.of("connectTimeout", "5", "tcpKeepAlive", "")));
        assertThat(url.loopback()).isFalse();
        assertThat(JdbcUrl.read("jdbc:postgresql:///shop").loopback()).isTrue();
    }

    /** Whatever is written for one host passes by the rules about parameters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://(host=db,sslMode=DISABLED)/shop",
                "jdbc:mysql://address=(host=db)(sslMode=DISABLED)/shop",
                "jdbc:mysql://[(host=a),(host=b,allowLoadLocalInfile=true)]/shop",
            })
    void settingsOfSingleHostsAreRefused(String url) {
        assertThatThrownBy(() -> JdbcUrl.read(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "\"url\" is no JDBC URL of a database that can be read; write hosts as host:port, separated by "
                                + "commas; settings of single hosts are not taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:oracle:thin:@localhost:5432/shop",
                "jdbc:postgresql:shop",
                "jdbc:mysql:loadbalance://h/d",
                "jdbc:mysql+srv://h/d",
                "jdbc:mysql://%28host=h%29/d",
                "jdbc:mysql://a@b/d",
                "jdbc:mysql://localhost#.example.com/d",
                "jdbc:mysql://localhost/d#fragment",
                "jdbc:mysql://localhost /d",
            })
    void anotherFormIsRefused(String url) {
        assertThatThrownBy(() -> JdbcUrl.read(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("\"url\" is no JDBC URL of a database that can be read; it begins with jdbc:postgresql://, "
                        + "jdbc:mysql:// or jdbc:mariadb://, as in jdbc:mysql://host:3306/database");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop?sslmode=disable, sslmode=disable",
        "jdbc:postgresql://db/shop?sslmode=prefer&connectTimeout=5, sslmode=prefer",
        "jdbc:postgresql://db/shop?sslmode=require, sslmode=require",
        "jdbc:postgresql://db/shop?sslmode=verify-ca, sslmode=verify-ca",
        "jdbc:postgresql://db/shop?sslm%6Fde=disable, sslmode=disable",
        "jdbc:postgresql://db/shop?ssl=false, ssl=false",
        "jdbc:postgresql://127.0.0.1.db.invalid/shop?sslmode=disable, sslmode=disable",
        "'jdbc:postgresql://localhost,db/shop?sslmode=disable', sslmode=disable",
        "jdbc:mysql://db/shop?useSSL=false, useSSL=false",
        "jdbc:mysql://db/shop?requireSSL=FALSE, requireSSL=false",
        "jdbc:mysql://db/shop?verifyServerCertificate=false, verifyServerCertificate=false",
        "jdbc:mysql://db/shop?sslMode=DISABLED, sslMode=DISABLED",
        "jdbc:mysql://db/shop?sslMode=preferred, sslMode=preferred",
        "jdbc:mariadb://db/shop?sslMode=VERIFY_CA, sslMode=VERIFY_CA",
        "jdbc:mysql://db/shop?sslMode=0x%2F%2F, sslMode",
    })
    void cannotWeakenTlsToAnotherHost(String url, String parameter) {
        JdbcUrl parsed = JdbcUrl.read(url);
        assertThat(parsed.problems(false))
                .extracting(Problem::toString)
                .containsExactly("\"url\" asks with " + parameter + UNVERIFIED);
        assertThatThrownBy(() -> parsed.properties(false)).isInstanceOf(ConfigurationException.class);
        assertThat(parsed.problems(true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop",
                "jdbc:postgresql://localhost/shop?sslmode=disable",
                "jdbc:postgresql://[::1]:5432/shop?sslmode=disable",
                "jdbc:postgresql:///shop?sslmode=disable",
                "jdbc:postgresql://db/shop?sslmode=verify-full&sslrootcert=/etc/ca.pem",
                "jdbc:mysql://db/shop?sslMode=VERIFY_IDENTITY&useUnicode=true&characterEncoding=UTF-8",
                "jdbc:mysql://db/shop?trustCertificateKeyStoreUrl=file:/etc/store",
            })
    void harmlessUrls(String url) {
        assertThat(JdbcUrl.read(url).problems(false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/shop?sslfactory=x",
                "jdbc:postgresql://localhost/shop?sslhostnameverifier=x",
                "jdbc:postgresql://localhost/shop?socketFactory=x",
                "jdbc:postgresql://localhost/shop?loggerLevel=TRACE",
                "jdbc:postgresql://localhost/shop?loggerFile=x",
                "jdbc:postgresql://localhost/shop?service=x",
                "jdbc:postgresql://localhost/shop?PGHOST=x",
                "jdbc:mysql://localhost/shop?allowLoadLocalInfile=true",
                "jdbc:mysql://localhost/shop?allowUrlInLocalInfile=true",
                "jdbc:mysql://localhost/shop?allowLoadLocalInfileInPath=x",
                "jdbc:mysql://localhost/shop?autoDeserialize=true",
                "jdbc:mysql://localhost/shop?queryInterceptors=x",
                "jdbc:mysql://localhost/shop?QUERYINTERCEPTORS=x",
                "jdbc:mysql://localhost/shop?socketFactory=x",
                "jdbc:mysql://localhost/shop?propertiesTransform=x",
            })
    void aParameterThatIsNotKnownToBeHarmlessIsRefused(String url) {
        String name = url.replaceFirst(".*\\?", "").replaceFirst("=.*", "");
        for (boolean insecure : List.of(false, true)) {
            assertThat(JdbcUrl.read(url).problems(insecure))
                    .extracting(Problem::message)
                    .containsExactly("\"url\" has the parameter \"" + name + "\", which Rowlift does not pass on");
        }
    }

    @Test
    void aRefusedParameterHasARemedy() {
        assertThat(JdbcUrl.read("jdbc:mysql://db/shop?sslmod=DISABLED&trustCertificateKeyStoreUrl=http://x/y")
                        .problems(false))
                .extracting(Problem::toString)
                .containsExactly(
                        "\"url\" has the parameter \"sslmod\", which Rowlift does not pass on; did you mean \"sslMode\"?",
                        "\"url\" has a \"trustCertificateKeyStoreUrl\" that is no file; write it as file:/path/to/store");
        assertThat(JdbcUrl.read("jdbc:postgresql://db/?service=x").problems(false))
                .extracting(Problem::toString)
                .containsExactly(
                        "\"url\" names no database; write jdbc:postgresql://host:port/database",
                        "\"url\" has the parameter \"service\", which Rowlift does not pass on; leave it out; parameters that "
                                + "are passed on: ApplicationName, cancelSignalTimeout, channelBinding, connectTimeout, "
                                + "currentSchema, hostRecheckSeconds, loadBalanceHosts, loginTimeout, options, "
                                + "prepareThreshold, socketTimeout, ssl, sslcert, sslkey, sslmode, sslnegotiation, "
                                + "sslrootcert, targetServerType, tcpKeepAlive, tcpNoDelay");
    }

    @Test
    void toAnotherHostTlsIsTheDriversOnlyChoice() {
        Properties postgres =
                JdbcUrl.read("jdbc:postgresql://db/shop?sslrootcert=/ca.pem").properties(false);
        assertThat(postgres)
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/ca.pem")
                .hasSize(2);
        Properties mysql = JdbcUrl.read("jdbc:mysql://db/shop?useSSL=true").properties(false);
        assertThat(mysql).containsEntry("sslMode", "VERIFY_IDENTITY").hasSize(1);
        assertThat(JdbcUrl.read("jdbc:mysql://db/shop").properties(true)).isEmpty();
        assertThat(JdbcUrl.read("jdbc:mysql://localhost/shop").properties(false))
                .containsEntry("allowPublicKeyRetrieval", "true")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void loopback(String host) {
        assertThat(Hosts.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "::2", "postgres", ""})
    void notLoopback(String host) {
        assertThat(Hosts.isLoopback(host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:h2:file:./state;WRITE_DELAY=0;TRACE_LEVEL_FILE=0 |",
                "jdbc:h2:~/state |",
                "jdbc:h2:tcp://localhost:9092/state |",
                "jdbc:h2:tcp://db/state | \"url\" names an H2 server on another host, whose connection is not verified; use "
                        + "PostgreSQL or MySQL, or write insecure: true beside it if this network is to be trusted",
                "jdbc:h2:file:./state;INIT=RUNSCRIPT FROM 'x' | \"url\" has the setting \"INIT\", which Rowlift does not pass "
                        + "on; leave it out; settings that are passed on: CACHE_SIZE, DB_CLOSE_ON_EXIT, IFEXISTS, "
                        + "LOCK_TIMEOUT, TRACE_LEVEL_FILE, WRITE_DELAY",
                "jdbc:h2:./state;writedelay=1 | \"url\" has the setting \"WRITEDELAY\", which Rowlift does not pass on; did you "
                        + "mean \"WRITE_DELAY\"?",
            })
    void storesInH2(String url, String problem) {
        assertThat(H2Url.problems(url, false))
                .extracting(Problem::toString)
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }
}
