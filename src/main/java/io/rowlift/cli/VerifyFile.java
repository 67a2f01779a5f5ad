package io.rowlift.cli;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.plan.Job;
import io.rowlift.problem.FailedException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file verify.json in the state directory: what the last comparison found. */
final class VerifyFile {

    private VerifyFile() {}

    static void write(Job job, ExitCode exit, JsonResult.Fields fields) {
        StringWriter text = new StringWriter();
        JsonResult.write(text, "verify", exit, json -> {
            json.writeStringField("job", job.name());
            fields.write(json);
        });
        Path directory = job.state().directory();
        try {
            Path file = StateDirectory.create(directory).resolve("verify.json");
            Files.writeString(StateDirectory.privateFile(file), text.toString());
        } catch (IOException e) {
            throw new FailedException(
                    "\"verify.json\" in \"" + directory + "\" cannot be written ("
                            + e.getClass().getSimpleName() + ")",
                    "check its permissions and the free space on its disk",
                    e);
        }
    }
}
