package io.rowlift.suggest;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Column;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an application can ask for an entity: by its key, by each foreign key, by each unique key, and by its partition. */
final class Questions {

    /** What a mapping takes as a parameter of SQL. */
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Subject subject;
    private final Graph graph;
    private final Placement placement;
    private final Product product;

    Questions(Subject subject, Graph graph, Placement placement, Product product) {
        this.subject = subject;
        this.graph = graph;
        this.placement = placement;
        this.product = product;
    }

    List<Question> with(List<IndexEntry> entries) {
        List<Question> questions = new ArrayList<>();
        Reference home = placement.home(subject);
        if (home == null || home.identifying()) {
            List<Column> key = subject.columns(subject.key().columns());
            questions.add(ofPartition(key, "GetItem: one " + subject.name() + " by its key"));
        }
        if (home != null) {
            addLodging(home, questions);
        }
        if (!placement.lodgers(subject, graph.subjects()).isEmpty()) {
            String note = "one " + subject.name() + " with everything in its partition";
            KeyText partition = placement.partition(subject);
            questions.add(new Question(name() + "Collection", 0, partition, null, 0, null, note));
        }
        for (IndexEntry entry : entries) {
            questions.add(question(
                    entry.partition().columns(), entry.number(), entry.partition(), entry.sort(), entry.reason()));
        }
        return questions;
    }

    /** By the row whose partition it is, and by the row that is referred to where that is another one. */
    private void addLodging(Reference home, List<Question> questions) {
        String items = subject.name() + " items of one ";
        List<Column> ofHost = placement.partition(subject).columns();
        List<Column> sort = placement.sort(subject).columns();
        if (!sort.isEmpty()) {
            questions.add(ofPartition(ofHost, items + placement.host(subject).name()));
        }
        int more = home.columns().size() - ofHost.size();
        if (more > 0 && more < sort.size() && home.columns().containsAll(sort.subList(0, more))) {
            questions.add(ofPartition(home.columns(), items + home.to().name()));
        }
    }

    private Question ofPartition(List<Column> asked, String note) {
        return question(asked, 0, placement.partition(subject), placement.sort(subject), note);
    }

    private String name() {
        return EntityNames.lowerCamelCase(EntityNames.words(subject.name()));
    }

    private Question question(List<Column> asked, int index, KeyText partition, KeyText sort, String note) {
        List<String> words = new ArrayList<>();
        asked.forEach(column -> words.addAll(EntityNames.words(column.name())));
        String name = name() + "By" + EntityNames.camelCase(words);
        int known = (int) sort.columns().stream().takeWhile(asked::contains).count();
        return new Question(name, index, partition, sort, known, sql(asked), note);
    }

    /** Texts that the source takes as equal and DynamoDB does not would be counted differently. */
    private @Nullable String sql(List<Column> asked) {
        boolean comparable = asked.stream()
                .allMatch(
                        c -> c.folding() == null && PARAMETER.matcher(c.name()).matches());
        return !comparable
                ? null
                : asked.stream()
                        .map(column -> quote(column.name()) + " = :" + column.name())
                        .collect(Collectors.joining(" and ", "select count(*) from " + table() + " where ", ""));
    }

    private String table() {
        TableName name = subject.table().name();
        return subject.from().equals(name.name())
                ? quote(name.name())
                : quote(name.schema()) + "." + quote(name.name());
    }

    private String quote(String name) {
        return switch (product) {
            case POSTGRESQL -> '"' + name.replace("\"", "\"\"") + '"';
            case MYSQL, MARIADB -> '`' + name.replace("`", "``") + '`';
        };
    }
}
