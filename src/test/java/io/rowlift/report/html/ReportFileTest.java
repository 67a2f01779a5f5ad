package io.rowlift.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.problem.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    Path directory;

    @Test
    void replacesTheLastOneAndLeavesNothingElse() throws IOException {
        Path file = directory.resolve("report.html");
        ReportFile.write(file, Samples.failed());
        ReportFile.write(file, Samples.passed());

        assertThat(Files.readString(file)).isEqualTo(HtmlReport.render(Samples.passed()));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
        Path file = Files.writeString(directory.resolve("report.html"), "older, and readable by all");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        ReportFile.write(file, Samples.passed());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhenItCannotBeWritten() {
        Path file = directory.resolve("missing").resolve("report.html");

        assertThatThrownBy(() -> ReportFile.write(file, Samples.passed()))
                .isInstanceOf(FailedException.class)
                .hasMessage("\"" + file + "\" cannot be used (NoSuchFileException); check its directory's permissions"
                        + " and the free space on its disk");
    }
}
