package io.rowlift.source.mysql;

import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.AccessPath;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MySQL's indexes as ways to find rows by given values; the prefix of a text leads to its rows too. */
final class MySqlPaths {

    /** All columns, because products call that of invisible indexes by different names. */
    private static final String INDEXES = """
            SELECT * FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
            ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX""";

    private MySqlPaths() {}

    /** An index while its parts come in. */
    private static final class Draft {
        private final TableName table;
        private final String name;
        private final List<String> columns = new ArrayList<>();
        private boolean ended;
        private @Nullable String flaw;

        private Draft(ResultSet r) throws SQLException {
            table = new TableName(r.getString("TABLE_SCHEMA"), r.getString("TABLE_NAME"));
            name = r.getString("INDEX_NAME");
            String kind = r.getString("INDEX_TYPE");
            if (!visible(r)) {
                flaw = "it is invisible";
            } else if (!List.of("BTREE", "HASH").contains(kind)) {
                flaw = "it is of kind " + kind;
            }
        }

        private void part(ResultSet r) throws SQLException {
            String column = r.getString("COLUMN_NAME");
            ended |= column == null;
            if (!ended) {
                columns.add(column);
            }
        }
    }

    /** Returns whether the optimiser uses an index, of which all columns are given. */
    static boolean visible(ResultSet r) throws SQLException {
        ResultSetMetaData metadata = r.getMetaData();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            String label = metadata.getColumnLabel(i);
            if ((label.equals("IS_VISIBLE") && r.getString(i).equals("NO"))
                    || (label.equals("IGNORED") && r.getString(i).equals("YES"))) {
                return false;
            }
        }
        return true;
    }

    static List<AccessPath> read(Connection connection) throws SQLException {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        Answer.list(connection, INDEXES, r -> {
            String key = r.getString("TABLE_NAME") + "\n" + r.getString("INDEX_NAME");
            Draft draft = drafts.get(key);
            if (draft == null) {
                draft = new Draft(r);
                drafts.put(key, draft);
            }
            draft.part(r);
            return key;
        });
        return drafts.values().stream()
                .map(draft -> new AccessPath(draft.table, draft.name, draft.columns, draft.flaw))
                .toList();
    }
}
