package io.rowlift.config;

import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** From the bytes of a file to its text: UTF-8 without surprises. */
final class FileText {

    /** Far more than any file that somebody wrote; a larger one is a mistake in the path. */
    static final int MAX_BYTES = 4 << 20;

    private FileText() {}

    /** Returns the file's text, or null after reporting why there is none. */
    static @Nullable String read(Path file, Problems problems) {
        Location top = new Location(file.toString(), 1);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            problems.add(null, "file \"" + file + "\" does not exist", "check the path");
            return null;
        } catch (IOException e) {
            String what = Files.isDirectory(file) ? "\" is a directory" : "\" cannot be read";
            problems.add(null, "file \"" + file + what, "name a file that this user may read");
            return null;
        }
        if (bytes.length > MAX_BYTES) {
            problems.add(top, "the file is larger than 4 MiB", "is this the file that you meant?");
            return null;
        }
        return decode(bytes, file, problems);
    }

    private static @Nullable String decode(byte[] bytes, Path file, Problems problems) {
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            problems.add(
                    new Location(file.toString(), line(text, text.length())),
                    "the file is not UTF-8 text",
                    "save it with the encoding UTF-8");
            return null;
        }
        // what some editors put before UTF-8 text; it says nothing and is no part of it
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (int i = 0; i < body.length(); i++) {
            if (!printable(body.charAt(i))) {
                problems.add(
                        new Location(file.toString(), line(body, i)),
                        "the file holds the control character U+%04X".formatted((int) body.charAt(i)),
                        "remove it");
                return null;
            }
        }
        return body;
    }

    /** YAML 1.2, production c-printable; surrogates have been paired by the decoder. */
    private static boolean printable(char c) {
        return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xFFFE);
    }

    private static int line(String text, int end) {
        return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
