package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * The result of a command as one JSON document: {@code command} and {@code exit} first, then what the command says, or
 * {@code problems} when it did not end well.
 */
final class JsonResult {

    private static final JsonFactory JSON = new JsonFactory();

    /** The fields of one command's result. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonResult() {}

    static void write(Writer out, String command, ExitCode exit, Fields fields) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(ItemText.prettyPrinter());
            json.writeStartObject();
            json.writeStringField("command", command);
            json.writeNumberField("exit", exit.number());
            fields.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeProblems(Writer out, String command, ExitCode exit, List<Problem> problems) {
        write(out, command, exit, json -> {
            json.writeArrayFieldStart("problems");
            for (Problem problem : problems) {
                json.writeStartObject();
                if (problem.location() != null) {
                    json.writeStringField("file", problem.location().file());
                    json.writeNumberField("line", problem.location().line());
                }
                json.writeStringField("message", problem.message());
                if (problem.remedy() != null) {
                    json.writeStringField("remedy", problem.remedy());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
