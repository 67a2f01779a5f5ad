package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScriptTest {

    @Test
    void cutsAPsqlScriptOnlyBetweenStatements() {
        String script = """
                -- it's a comment; not a statement
                \\connect shop
                SET a = 'x;''y' ;
                CREATE FUNCTION f() AS $_$ select 1; -- '$$
                $_$;
                INSERT INTO "t;" VALUES (E'it\\'s;');
                """;

        assertThat(PostgresScript.steps(script))
                .containsExactly(
                        new Step.Sql(3, "SET a = 'x;''y'"),
                        new Step.Sql(4, "CREATE FUNCTION f() AS $_$ select 1; -- '$$\n$_$"),
                        new Step.Sql(6, "INSERT INTO \"t;\" VALUES (E'it\\'s;')"));
    }

    @Test
    void handsTheRowsOfACopyOverAsTheyAre() {
        String script = "COPY t (a, b) FROM stdin;\n1\tit's; -- \\N\n2\t\\.x\n\\.\n\nSELECT 1;\n";

        assertThat(PostgresScript.steps(script))
                .containsExactly(
                        new Step.Copy(1, "COPY t (a, b) FROM stdin", "1\tit's; -- \\N\n2\t\\.x\n"),
                        new Step.Sql(6, "SELECT 1"));
    }

    @Test
    void refusesPsqlCommandsThatItDoesNotKnow() {
        assertThatThrownBy(() -> PostgresScript.steps("SELECT 1;\n\\i other.sql\n"))
                .hasMessage("line 2: unknown psql command \\i other.sql");
    }

    @Test
    void refusesAScriptThatWasCutOff() {
        assertThatThrownBy(() -> PostgresScript.steps("SELECT 1;\nSELECT"))
                .hasMessage("line 1: the script ends inside a statement");
        assertThatThrownBy(() -> PostgresScript.steps("COPY t FROM stdin;\n1\n"))
                .hasMessage("line 1: the rows of a COPY do not end");
        assertThatThrownBy(() -> MySqlScript.steps("DELIMITER //\nSELECT 1;"))
                .hasMessage("line 2: the script ends inside a statement");
    }

    @Test
    void cutsAMysqlScriptAtTheDelimiterOfTheMoment() {
        String script = """
                # it's a comment; not a statement
                /*!40101 SET NAMES utf8mb4 */;
                INSERT INTO `t;` VALUES ('it\\'s;', "a;b", /*!50705 0x01,*/ 2);
                DELIMITER ;;
                CREATE TRIGGER a BEGIN
                  SELECT 1; -- it's inside
                END;;
                DELIMITER ;
                SELECT 2;
                """;

        assertThat(MySqlScript.steps(script))
                .containsExactly(
                        new Step.Sql(2, "/*!40101 SET NAMES utf8mb4 */"),
                        new Step.Sql(3, "INSERT INTO `t;` VALUES ('it\\'s;', \"a;b\", /*!50705 0x01,*/ 2)"),
                        new Step.Sql(5, "CREATE TRIGGER a BEGIN\n  SELECT 1; -- it's inside\nEND"),
                        new Step.Sql(9, "SELECT 2"));
    }
}
