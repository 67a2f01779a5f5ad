package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the pages show can be typed, read and followed. */
class DocsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w+)\\n(.*?)^ *```$");
    private static final Pattern CODE = Pattern.compile("^\\| (\\d+) \\| ([^|]+?) \\|", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() throws IOException {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.toString(),
                        () -> assertThat(links(page))
                                .allSatisfy(link ->
                                        assertThat(page.resolveSibling(link)).exists())));
    }

    /** Each command of a page is parsed by the real command line; the demo and the builds run elsewhere. */
    @Test
    void commandsCanBeTyped() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : pages()) {
            blocks(page, "sh").stream()
                    .flatMap(String::lines)
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> line.matches("(\\./)?rowlift .*"))
                    .forEach(commands::add);
        }
        CommandLine rowlift = Rowlift.commandLine(new Shell(new ShopParts(directory), directory).context());

        assertThat(commands).hasSizeGreaterThan(6).allSatisfy(command -> {
            List<String> words = Arrays.asList(command.split("\\s+"));
            ParseResult parsed =
                    rowlift.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            assertThat(parsed.hasSubcommand()).isTrue();
        });
    }

    @Test
    void mappingsCanBeRead() throws IOException {
        List<String> mappings = new ArrayList<>();
        for (Path page : pages()) {
            blocks(page, "yaml").stream()
                    .filter(block -> block.contains("\ntarget: dynamodb\n"))
                    .forEach(mappings::add);
        }

        for (Path page : pages()) {
            for (String block : blocks(page, "yaml")) {
                if (block.contains("\ntarget: ")
                        && !block.contains("\ntarget: dynamodb\n")
                        && !block.contains("\nsource:")) {
                    Path file = Files.writeString(directory.resolve("copy.yaml"), block);
                    assertThat(MappingFiles.readCopy(file).tables()).isNotEmpty();
                }
            }
        }
        assertThat(mappings).hasSizeGreaterThan(1);
        for (String mapping : mappings) {
            Path file = Files.writeString(directory.resolve("mapping.yaml"), mapping);
            assertThat(MappingFiles.read(file).entities()).isNotEmpty();
        }
    }

    @Test
    void exitCodesAreThoseOfTheProgram() throws IOException {
        for (Path page : List.of(Path.of("README.md"), Path.of("docs/exit-codes.md"))) {
            List<String> documented = new ArrayList<>();
            Matcher codes = CODE.matcher(Files.readString(page));
            while (codes.find()) {
                documented.add(codes.group(1) + " " + codes.group(2).replace(" (`verify`, `validate`)", ""));
            }

            assertThat(documented)
                    .as(page.toString())
                    .isEqualTo(Stream.of(ExitCode.values())
                            .map(code -> code.number() + " " + code.meaning())
                            .toList());
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    private static List<String> links(Path page) throws IOException {
        List<String> links = new ArrayList<>();
        Matcher found = LINK.matcher(Files.readString(page));
        while (found.find()) {
            if (!found.group(1).matches("\\w+:.*")) {
                links.add(found.group(1));
            }
        }
        return links;
    }

    /** Returns the fenced blocks of a language, without the indentation of the list that they stand in. */
    private static List<String> blocks(Path page, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(Files.readString(page));
        while (found.find()) {
            if (found.group(2).equals(language)) {
                blocks.add(found.group(3).replaceAll("(?m)^" + found.group(1), ""));
            }
        }
        return blocks;
    }
}
