package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * docs/cli.md is made of the help texts. After a change of one, {@code ./mvnw -B test -Dtest=CliDocsTest
 * -Drowlift.docs.write=true} writes the page anew.
 */
class CliDocsTest {

    private static final Path PAGE = Path.of("docs/cli.md");

    @TempDir
    private Path directory;

    @Test
    void thePageHoldsTheHelpTexts() throws IOException {
        String page = page();
        if (Boolean.getBoolean("rowlift.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private String page() {
        CommandLine rowlift = Rowlift.commandLine(new Shell(new ShopParts(directory), directory).context());
        StringBuilder page = new StringBuilder("# Commands\n\nWhat `--help` prints. [Exit codes](exit-codes.md) and"
                + " [JSON output](json.md) have pages of their own.\n");
        append(page, "rowlift", rowlift);
        rowlift.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                append(page, "rowlift " + name, command);
            }
        });
        return page.toString();
    }

    private static void append(StringBuilder page, String title, CommandLine command) {
        String help = command.getUsageMessage(Ansi.OFF).replace(System.lineSeparator(), "\n");
        page.append("\n## ").append(title).append("\n\n```text\n");
        help.lines().forEach(line -> page.append(line.stripTrailing()).append('\n'));
        page.append("```\n");
    }
}
