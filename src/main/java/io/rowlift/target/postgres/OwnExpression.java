package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.postgres.Word.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own expressions and types: as they are, with the target's names of schemas and columns. Sources print
 * objects with their schema and columns without a table's name.
 */
final class OwnExpression {

    private final Draft draft;
    private final @Nullable TableDraft table;

    /** Takes what names stand for; without a table there are no columns in it. */
    OwnExpression(Draft draft, @Nullable TableDraft table) {
        this.draft = draft;
        this.table = table;
    }

    String rewrite(String expression) throws Untranslatable {
        List<Word> words = Word.cut(expression);
        List<Word> solid = words.stream().filter(w -> w.kind() != Kind.BLANK).toList();
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Word word : words) {
            if (word.kind() == Kind.BLANK) {
                text.append(word.text());
            } else {
                text.append(word(solid, at));
                at++;
            }
        }
        return text.toString();
    }

    private String word(List<Word> words, int at) throws Untranslatable {
        Word word = words.get(at);
        if (word.kind() == Kind.TEXT && is(words, at + 1, "::") && is(words, at + 2, "regclass")) {
            String name = word.text().substring(1, word.text().length() - 1).replace("''", "'");
            return PostgresDialect.literal(new OwnExpression(draft, null).rewrite(name));
        }
        if (!word.named()) {
            return word.text();
        }
        if (is(words, at + 1, ".") && !is(words, at - 1, ".")) {
            return schema(words, at);
        }
        return column(words, at) ? column(word) : word.text();
    }

    private String schema(List<Word> words, int at) throws Untranslatable {
        String schema = words.get(at).plain();
        if (is(words, at + 3, "(")
                && draft.routine(schema + "." + words.get(at + 2).plain())) {
            throw new Untranslatable("it calls the function \"" + schema + "."
                    + words.get(at + 2).plain() + "\", which is not copied");
        }
        String target = draft.spaces().target(schema);
        return target.equals(schema) ? words.get(at).text() : PostgresDialect.quoted(target);
    }

    /** What follows a name, a parenthesis or a cast is a type, an operator class or a word of theirs. */
    private static boolean column(List<Word> words, int at) {
        if (is(words, at + 1, "(") || is(words, at - 1, ".") || is(words, at - 1, "::") || at == 0) {
            return at == 0 && !is(words, at + 1, "(");
        }
        Word before = words.get(at - 1);
        if (before.named() || before.is(")") || before.is("]") || before.kind() == Kind.TEXT) {
            return false;
        }
        boolean field = before.is("(") && is(words, at - 2, "EXTRACT");
        return !before.is("COLLATE") && !before.is("AS") && !field;
    }

    private String column(Word word) throws Untranslatable {
        TableDraft owner = table;
        if (owner == null || !owner.has(word.plain())) {
            return word.text();
        }
        ColumnCopy column = owner.column(word.plain());
        if (column == null) {
            throw new Untranslatable("the mapping leaves out the column \"" + word.plain() + '"');
        }
        return column.target().equals(word.plain()) ? word.text() : PostgresDialect.quoted(column.target());
    }

    private static boolean is(List<Word> words, int at, String sign) {
        return at >= 0 && at < words.size() && words.get(at).is(sign);
    }
}
