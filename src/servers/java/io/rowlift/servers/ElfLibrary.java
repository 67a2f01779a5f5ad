package io.rowlift.servers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A shared library for Linux on x86-64 that is nothing but a name and functions that return a constant, built without a compiler.
 *
 * <p>Its first page holds headers, code and the tables of symbols, hashes and strings; the dynamic section follows on a page of its own,
 * because the linker writes to it.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/elf.pdf">Executable and Linkable Format</a>
 */
record ElfLibrary(String name, List<Function> functions) {

    /** A function without arguments that matter: {@code int name() { return result; }}. */
    record Function(String name, int result) {}

    private static final int PAGE = 0x1000;
    private static final int FILE_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int CODE = 0x200;
    private static final int CODE_SIZE = 16;
    private static final int SYMBOL_SIZE = 24;

    private static final int READ_EXECUTE = 5;
    private static final int READ_WRITE = 6;

    byte[] bytes() {
        Strings strings = new Strings();
        int nameOffset = strings.add(name);
        int symbols = CODE + CODE_SIZE * functions.size();
        int hashes = symbols + SYMBOL_SIZE * (functions.size() + 1);
        int texts = hashes + Integer.BYTES * (functions.size() + 4);

        ByteBuffer file = ByteBuffer.allocate(2 * PAGE).order(ByteOrder.LITTLE_ENDIAN);
        writeFunctions(file, symbols, strings);
        writeHashes(file.position(hashes));
        byte[] text = strings.bytes();
        file.position(texts).put(text);
        int firstPart = file.position();
        if (firstPart > PAGE) {
            throw new IllegalArgumentException("the functions of " + name + " do not fit on a page");
        }
        file.position(PAGE);
        writeDynamicSection(file, nameOffset, hashes, texts, symbols, text.length);
        int dynamicSize = file.position() - PAGE;
        writeHeaders(file.position(0), firstPart, dynamicSize);
        byte[] bytes = new byte[PAGE + dynamicSize];
        file.get(0, bytes);
        return bytes;
    }

    private static void writeHeaders(ByteBuffer file, int firstPart, int dynamicSize) {
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}); // 64 bits, little endian
        file.putShort((short) 3).putShort((short) 62).putInt(1); // shared object, x86-64, version
        file.putLong(0).putLong(FILE_HEADER).putLong(0).putInt(0); // entry, program and section headers, flags
        file.putShort((short) FILE_HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 4);
        file.putShort((short) 0).putShort((short) 0).putShort((short) 0); // no sections
        writeProgramHeader(file, 1, READ_EXECUTE, 0, firstPart, PAGE); // loaded
        writeProgramHeader(file, 1, READ_WRITE, PAGE, dynamicSize, PAGE); // loaded
        writeProgramHeader(file, 2, READ_WRITE, PAGE, dynamicSize, Long.BYTES); // the dynamic section
        writeProgramHeader(file, 0x6474e551, READ_WRITE, 0, 0, 16); // no executable stack
    }

    private static void writeProgramHeader(ByteBuffer file, int type, int flags, long offset, long size, long align) {
        file.putInt(type).putInt(flags);
        file.putLong(offset).putLong(offset).putLong(offset); // in the file, in memory, physically
        file.putLong(size).putLong(size).putLong(align);
    }

    private void writeFunctions(ByteBuffer file, int symbols, Strings strings) {
        for (int i = 0; i < functions.size(); i++) {
            Function function = functions.get(i);
            int code = CODE + CODE_SIZE * i;
            file.position(code).put((byte) 0xb8).putInt(function.result()).put((byte) 0xc3); // mov eax, result; ret
            file.position(symbols + SYMBOL_SIZE * (i + 1)) // symbol 0 stays empty
                    .putInt(strings.add(function.name()))
                    .put((byte) 0x12) // a global function
                    .put((byte) 0)
                    .putShort((short) 1) // defined here; any section but none
                    .putLong(code)
                    .putLong(6);
        }
    }

    /** One bucket that chains all symbols. */
    private void writeHashes(ByteBuffer file) {
        int count = functions.size();
        file.putInt(1).putInt(count + 1).putInt(Math.min(1, count)).putInt(0);
        for (int symbol = 1; symbol <= count; symbol++) {
            file.putInt(symbol == count ? 0 : symbol + 1);
        }
    }

    private static void writeDynamicSection(
            ByteBuffer file, int nameOffset, int hashes, int texts, int symbols, int textSize) {
        file.putLong(14).putLong(nameOffset);
        file.putLong(4).putLong(hashes);
        file.putLong(5).putLong(texts);
        file.putLong(6).putLong(symbols);
        file.putLong(10).putLong(textSize);
        file.putLong(11).putLong(SYMBOL_SIZE);
        file.putLong(0).putLong(0);
    }

    private static final class Strings {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private Strings() {
            bytes.write(0);
        }

        private int add(String text) {
            int offset = bytes.size();
            bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            bytes.write(0);
            return offset;
        }

        private byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
