package io.rowlift.suggest;

import java.util.List;

/** Writes a design as a commented mapping file. */
public final class MappingText {

    private final Design design;
    private final String table;
    private final YamlText yaml = new YamlText();

    private MappingText(Design design, String table) {
        this.design = design;
        this.table = table;
    }

    /**
     * Returns the file.
     *
     * @param table the mapping's name of the DynamoDB table
     */
    public static String of(Design design, String table) {
        return new MappingText(design, table).write();
    }

    private String write() {
        head();
        yaml.line(0, "version: 1");
        yaml.line(0, "target: dynamodb");
        yaml.line(0, "");
        table();
        yaml.line(0, "");
        yaml.line(0, "entities:");
        for (int i = 0; i < design.entities().size(); i++) {
            if (i > 0) {
                yaml.line(0, "");
            }
            entity(design.entities().get(i));
        }
        yaml.line(0, "");
        patterns();
        return yaml.toString();
    }

    private void head() {
        String tables =
                design.entities().size() == 1 ? "1 table" : design.entities().size() + " tables";
        yaml.comment(
                0,
                "Suggested by \"rowlift suggest\" for the database \"" + design.database() + "\": " + tables
                        + " in one DynamoDB table, every row and every column of them. It migrates as it is, and it is a"
                        + " place to start: the source's keys are known, what the application asks is not.");
        yaml.comment(0, "");
        yaml.comment(
                0,
                "The keys of two rows can never be equal: each entity's begin with a word of its own and give back the"
                        + " row's key. Rows that belong to one row of another table share its partition, so that one query"
                        + " reads them together.");
        if (design.indexes() > 0) {
            yaml.comment(
                    0,
                    "Each index repeats the items that stand in it and costs a write for each of them. Delete what no"
                            + " pattern needs, and the patterns that nobody asks.");
        }
        if (!design.leftOut().isEmpty()) {
            yaml.comment(0, "");
            yaml.comment(0, "NOT IN THIS MAPPING:");
            design.leftOut().forEach(left -> yaml.item(0, left.name() + ": " + left.reason()));
        }
    }

    private void table() {
        KeyNames keys = design.keys();
        yaml.line(0, "tables:");
        yaml.line(1, YamlText.name(table) + ":");
        yaml.line(2, "partition: " + keys.partition(0));
        yaml.line(2, "sort: " + keys.sort(0));
        if (design.indexes() > 0) {
            yaml.line(2, "indexes:");
        }
        for (int i = 1; i <= design.indexes(); i++) {
            int number = i;
            List<String> users = design.entities().stream()
                    .filter(entity -> entity.index().size() >= number)
                    .map(EntityDesign::name)
                    .toList();
            yaml.comment(3, "used by " + String.join(", ", users));
            yaml.line(3, keys.index(i) + ": { partition: " + keys.partition(i) + ", sort: " + keys.sort(i) + " }");
        }
    }

    private void entity(EntityDesign entity) {
        entity.notes().forEach(note -> yaml.item(1, note));
        KeyNames keys = design.keys();
        yaml.line(1, YamlText.name(entity.name()) + ":");
        yaml.line(2, "from: " + YamlText.name(entity.from()));
        yaml.line(2, "items:");
        yaml.line(
                3,
                "- key: { " + keys.partition(0) + ": " + quoted(entity.partition()) + ", " + keys.sort(0) + ": "
                        + quoted(entity.sort()) + " }");
        if (!entity.index().isEmpty()) {
            yaml.line(4, "index:");
        }
        for (IndexEntry entry : entity.index()) {
            yaml.comment(5, entry.reason());
            yaml.line(5, keys.partition(entry.number()) + ": " + quoted(entry.partition()));
            yaml.line(5, keys.sort(entry.number()) + ": " + quoted(entry.sort()));
        }
        yaml.line(4, "attributes: [\"*\"]");
    }

    private void patterns() {
        yaml.comment(0, "Candidates, from the source's keys. Parameters are named like columns.");
        yaml.line(0, "patterns:");
        for (Question question : design.questions()) {
            yaml.comment(1, question.note());
            yaml.line(1, YamlText.name(question.name()) + ":");
            if (question.index() > 0) {
                yaml.line(2, "index: " + design.keys().index(question.index()));
            }
            yaml.line(2, "query: { " + query(question) + " }");
            if (question.sql() != null) {
                yaml.line(2, "sql: " + YamlText.quoted(question.sql()));
            }
        }
    }

    private String query(Question question) {
        KeyNames keys = design.keys();
        String partition = keys.partition(question.index()) + ": " + quoted(question.partition());
        KeyText sort = question.sort();
        if (sort == null) {
            return partition;
        }
        return partition + ", " + keys.sort(question.index()) + ": "
                + (question.known() == sort.columns().size()
                        ? quoted(sort)
                        : "{ beginsWith: " + YamlText.quoted(sort.beginning(question.known())) + " }");
    }

    private static String quoted(KeyText text) {
        return YamlText.quoted(text.template());
    }
}
