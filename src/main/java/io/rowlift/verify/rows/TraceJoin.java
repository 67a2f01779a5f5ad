package io.rowlift.verify.rows;

import io.rowlift.mapping.KeyHash;
import io.rowlift.verify.rows.TraceFile.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the traces of both sides of one table together, bucket by bucket. A bucket that is larger than memory should hold
 * is read in several passes, each of which takes some of the keys; so memory does not grow with the table.
 */
final class TraceJoin {

    /** Traces that one pass holds, about. */
    private static final long PASS = 200_000;

    /** Hears of rows that are not the same on both sides. */
    interface Suspects {
        void add(Suspect suspect) throws IOException;
    }

    private final List<Spans> source;
    private final List<Spans> target;
    private long equal;

    private record Spans(TraceFile file, List<Span> spans) {

        List<Span> of(int bucket) {
            return spans.stream().filter(span -> span.bucket() == bucket).toList();
        }
    }

    private TraceJoin(List<Spans> source, List<Spans> target) {
        this.source = source;
        this.target = target;
    }

    static TraceJoin of(List<TraceFile> source, List<TraceFile> target) throws IOException {
        return new TraceJoin(spans(source), spans(target));
    }

    private static List<Spans> spans(List<TraceFile> files) throws IOException {
        List<Spans> all = new ArrayList<>();
        for (TraceFile file : files) {
            all.add(new Spans(file, file.spans()));
        }
        return all;
    }

    /** Returns how many rows were equal. */
    long equal() {
        return equal;
    }

    /** Compares one bucket of rows that a key identifies. */
    void keyed(int bucket, Suspects suspects) throws IOException {
        long passes = passes(bucket);
        for (long pass = 0; pass < passes; pass++) {
            Map<KeyHash, Group> groups = new HashMap<>();
            read(
                    source,
                    bucket,
                    passes,
                    pass,
                    trace -> group(groups, trace).source.add(trace));
            read(
                    target,
                    bucket,
                    passes,
                    pass,
                    trace -> group(groups, trace).target.add(trace));
            for (Group group : groups.values()) {
                equal += group.withoutEqual();
                for (int i = 0; i < Math.max(group.source.size(), group.target.size()); i++) {
                    suspects.add(new Suspect(
                            i < group.source.size() ? group.source.get(i) : null,
                            i < group.target.size() ? group.target.get(i) : null));
                }
            }
        }
    }

    /** Counts one bucket of rows that nothing identifies: what one side has more of is missing or extra. */
    JoinFile.Counts counted(int bucket) throws IOException {
        long missing = 0;
        long rejected = 0;
        long extra = 0;
        long passes = passes(bucket);
        for (long pass = 0; pass < passes; pass++) {
            Map<KeyHash, long[]> counts = new HashMap<>();
            read(source, bucket, passes, pass, trace -> {
                long[] count = counts.computeIfAbsent(trace.key(), key -> new long[3]);
                count[0]++;
                count[2] += trace.excused() ? 1 : 0;
            });
            read(target, bucket, passes, pass, trace -> counts.computeIfAbsent(trace.key(), key -> new long[3])[1]++);
            for (long[] count : counts.values()) {
                equal += Math.min(count[0], count[1]);
                long lacking = Math.max(0, count[0] - count[1]);
                rejected += Math.min(lacking, count[2]);
                missing += lacking - Math.min(lacking, count[2]);
                extra += Math.max(0, count[1] - count[0]);
            }
        }
        return new JoinFile.Counts(0, rejected, missing, 0, extra, 0);
    }

    private static Group group(Map<KeyHash, Group> groups, Trace trace) {
        return groups.computeIfAbsent(trace.key(), key -> new Group());
    }

    private long passes(int bucket) {
        long traces = 0;
        for (List<Spans> side : List.of(source, target)) {
            for (Spans file : side) {
                traces += file.of(bucket).stream().mapToLong(Span::traces).sum();
            }
        }
        return 1 + traces / PASS;
    }

    private static void read(List<Spans> side, int bucket, long passes, long pass, TraceFile.Reader reader)
            throws IOException {
        for (Spans spans : side) {
            spans.file().read(spans.of(bucket), trace -> {
                if (Long.remainderUnsigned(trace.key().low(), passes) == pass) {
                    reader.read(trace);
                }
            });
        }
    }

    /** The rows of one key: one of each side, unless a key is not as unique as it was said to be. */
    private static final class Group {

        private final List<Trace> source = new ArrayList<>(1);
        private final List<Trace> target = new ArrayList<>(1);

        /** Removes what is equal on both sides, and returns how many rows that were. */
        private long withoutEqual() {
            int before = source.size();
            source.removeIf(trace -> target.removeIf(new FirstOf(trace.content())));
            return before - (long) source.size();
        }
    }

    /** Takes the first trace of a content and no other. */
    private static final class FirstOf implements java.util.function.Predicate<Trace> {

        private final KeyHash content;
        private boolean taken;

        private FirstOf(KeyHash content) {
            this.content = content;
        }

        @Override
        public boolean test(Trace trace) {
            boolean takes = !taken && trace.content().equals(content);
            taken |= takes;
            return takes;
        }
    }
}
