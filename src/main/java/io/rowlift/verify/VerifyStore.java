package io.rowlift.verify;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.problem.RefusedException;
import io.rowlift.verify.Candidates.Candidate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a comparison remembers, in a directory of its own: its plan, a file for every part that is done, and the hashes of
 * the expected keys. One process at a time has it open.
 */
public final class VerifyStore implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String ASKED = "asked-";
    private static final String MENDING = "mending";

    private final Path directory;
    private final FileChannel lock;

    private VerifyStore(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Opens the directory, and makes it if there is none.
     *
     * @throws RefusedException when another process has it open
     */
    public static VerifyStore open(Path directory) throws IOException {
        // what it lies in is a state directory, too, and may not exist yet
        StateDirectory.create(Objects.requireNonNull(directory.toAbsolutePath().getParent()));
        StateDirectory.create(directory);
        FileChannel channel =
                FileChannel.open(StateDirectory.privateFile(directory.resolve(LOCK)), StandardOpenOption.WRITE);
        try {
            // kept by the operating system, so that a killed process does not stand in the way
            if (channel.tryLock() != null) {
                VerifyStore store = new VerifyStore(directory, channel);
                store.tidy();
                return store;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        channel.close();
        throw new RefusedException(
                "another comparison of this job is running: it has \"" + directory + "\" open", "wait for its end");
    }

    /** A process that was killed leaves what it was writing; nobody else writes while this one has the lock. */
    private void tidy() throws IOException {
        for (Path file : pruned()) {
            PrunedFile.recover(file);
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*.tmp")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** Returns where it is. */
    public Path directory() {
        return directory;
    }

    /** Returns what is compared, if a comparison was begun. */
    public Optional<Plan> plan() throws IOException {
        Path file = directory.resolve("plan");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return Optional.of(Plan.read(in));
        }
    }

    /** Forgets everything and begins a comparison. */
    public void begin(Plan plan) throws IOException {
        clear();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        plan.write(new DataOutputStream(bytes));
        replace("plan", bytes.toByteArray());
    }

    /** Writes a file, which is there as a whole or not at all. */
    public void replace(String name, byte[] content) throws IOException {
        Path growing = Files.createTempFile(directory, "growing", null);
        try (FileChannel file = FileChannel.open(growing, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(
                growing, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** From now on the target may not be what the findings say. */
    void beginMending() throws IOException {
        if (!mending()) {
            replace(MENDING, new byte[0]);
        }
    }

    /** Remembers a file that removed items are going to be written to. */
    void prunedTo(Path file) throws IOException {
        List<Path> all = new ArrayList<>(pruned());
        all.add(file);
        String lines = all.stream().map(Path::toString).collect(Collectors.joining("\n"));
        replace(MENDING, lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the files that removed items were written to since the repair began, in however many parts. */
    List<Path> pruned() throws IOException {
        return mending()
                ? Files.readAllLines(directory.resolve(MENDING)).stream()
                        .map(Path::of)
                        .toList()
                : List.of();
    }

    /** Returns whether a repair has begun to write what the findings say. */
    boolean mending() {
        return Files.exists(directory.resolve(MENDING));
    }

    PartFile slice(Slice slice) {
        return new PartFile(directory.resolve("slice-" + slice.number()), SliceCounts.FIELDS);
    }

    /** Keeps rows to ask access patterns about. */
    void keep(Slice slice, List<Candidate> candidates) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(candidates.size());
        for (Candidate candidate : candidates) {
            FindingCodec.write(out, candidate.pattern());
            FindingCodec.write(out, candidate.row());
        }
        replace(ASKED + slice.number(), bytes.toByteArray());
    }

    List<Candidate> candidates(Slice slice) throws IOException {
        Path file = directory.resolve(ASKED + slice.number());
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Candidate> candidates = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int left = in.readInt(); left > 0; left--) {
                candidates.add(new Candidate(FindingCodec.text(in), FindingCodec.owner(in)));
            }
        }
        return candidates;
    }

    PartFile segment(int table, int segment) {
        return new PartFile(directory.resolve("segment-" + table + "-" + segment), SegmentCounts.FIELDS);
    }

    /** Forgets everything; the next comparison begins anew. */
    public void clear() throws IOException {
        // without a plan the rest means nothing: it goes first
        Files.deleteIfExists(directory.resolve("plan"));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(LOCK)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
