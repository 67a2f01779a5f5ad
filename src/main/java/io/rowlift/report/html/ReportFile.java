package io.rowlift.report.html;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.job.store.StateFailure;
import io.rowlift.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a report is kept: only its owner may read it, because it holds keys; to forward it is a decision. */
public final class ReportFile {

    private ReportFile() {}

    /**
     * Writes a report over the one that was there; a reader sees either of them, whole.
     *
     * @param file the file, in a directory that exists
     * @throws io.rowlift.problem.FailedException if it cannot be written
     */
    public static void write(Path file, Report report) {
        byte[] page = HtmlReport.render(report).getBytes(StandardCharsets.UTF_8);
        try {
            StateDirectory.replace(file, page);
        } catch (IOException e) {
            throw StateFailure.of(
                    "\"" + file + "\"", "check its directory's permissions and the free space on its disk", e);
        }
    }
}
