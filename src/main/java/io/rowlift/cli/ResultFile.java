package io.rowlift.cli;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.job.store.StateFailure;
import io.rowlift.plan.Job;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file in the state directory that holds a command's last result as JSON. */
final class ResultFile {

    private ResultFile() {}

    static void write(Job job, String name, String command, ExitCode exit, JsonResult.Fields fields) {
        StringWriter text = new StringWriter();
        JsonResult.write(text, command, exit, json -> {
            json.writeStringField("job", job.name());
            fields.write(json);
        });
        Path directory = job.state().directory();
        try {
            Path file = StateDirectory.create(directory).resolve(name);
            StateDirectory.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw StateFailure.of(
                    "\"" + name + "\" in \"" + directory + "\"",
                    "check its permissions and the free space on its disk",
                    e);
        }
    }
}
