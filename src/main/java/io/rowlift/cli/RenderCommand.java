package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.report.Figures;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.AggregateReader.Reading;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import io.rowlift.verify.ItemJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "render",
        header = "Show one source row: the SQL that reads it and the items it becomes.",
        description = {
            "The authoring aid: change the mapping, render a row, look at the items as DynamoDB JSON. A row that would be"
                    + " rejected shows the reason. Where tables are copied, the columns that the target gets, with their"
                    + " types and values. Writes nothing, and does not need the target.",
            ""
        })
final class RenderCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions options = new JobOptions();

    @Parameters(
            index = "1",
            paramLabel = "ENTITY",
            description = "The mapping's name of the entity; the source's name of the table where tables are copied.")
    private String entityName = "";

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "KEY",
            description = "The row's key: its values in the key's order, or COLUMN=VALUE in any order.")
    private List<String> keyArguments = List.of();

    RenderCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(context, "render", options);
        return invocation.end(() -> render(invocation));
    }

    private ExitCode render(Invocation invocation) {
        Job job = invocation.job();
        if (job.target() instanceof Relational target) {
            CopyParts parts = invocation.parts().copies();
            return invocation.stoppable(
                    signal -> new RenderRow(invocation, job, parts, target).render(entityName, keyArguments, signal));
        }
        Mapping mapping = invocation.parts().mapping(job);
        Entity entity = Entities.require(mapping, entityName);
        return invocation.stoppable(signal -> render(invocation, job, mapping, entity, signal));
    }

    private ExitCode render(Invocation invocation, Job job, Mapping mapping, Entity entity, RunSignal signal) {
        try (Source source = invocation.parts().source(job, signal)) {
            EntityReading reading = Readings.one(invocation.parts(), mapping, entity, source);
            Reading read = reading.reader().reading();
            RowKey key =
                    KeyArguments.parse(entity.aggregate().subject(), read.key().columns(), keyArguments);
            Mapped mapped = reading.mapper().apply(fetch(reading, key));
            print(invocation.text(), read, mapped);
            return invocation.result(ExitCode.DONE, json -> write(json, job, read, mapped));
        }
    }

    private void write(JsonGenerator json, Job job, Reading read, Mapped mapped) throws IOException {
        json.writeStringField("job", job.name());
        json.writeStringField("entity", entityName);
        RowKeyJson.write(json, "row", mapped.row());
        json.writeStringField("sql", read.sql());
        json.writeStringField("rejection", mapped.rejection());
        json.writeArrayFieldStart("items");
        for (Item item : mapped.items()) {
            json.writeStartObject();
            json.writeStringField("table", item.table());
            json.writeNumberField("size", item.size());
            json.writeFieldName("item");
            ItemJson.write(json, item.attributes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private Row fetch(EntityReading reading, RowKey key) {
        List<Row> rows = reading.reader().fetch(List.of(key));
        if (rows.isEmpty()) {
            throw new ConfigurationException(
                    "entity \"" + entityName + "\" selects no row " + key + " of \""
                            + reading.reader().reading().root().name() + "\"",
                    "check the key, and the entity's \"where\" if it has one");
        }
        return rows.get(0);
    }

    private void print(PrintWriter out, Reading read, Mapped mapped) {
        out.println("-- " + entityName + mapped.row() + " is read by");
        out.println(read.sql());
        out.println();
        if (mapped.rejection() != null) {
            out.println("-- and rejected: " + mapped.rejection());
            return;
        }
        if (mapped.items().isEmpty()) {
            out.println("-- and becomes no item: no \"when\" of its items is true");
        }
        int number = 0;
        for (Item item : mapped.items()) {
            out.println("-- item " + ++number + " of " + mapped.items().size() + ", table \"" + item.table() + "\", "
                    + Figures.count(item.size(), "byte"));
            out.println(ItemText.pretty(item.attributes()));
        }
    }
}
