package io.rowlift.keys;

import io.rowlift.mapping.KeyHash;
import java.util.Arrays;

/** A fixed number of hashes in memory, without an object for each, that can be sorted. Not for several threads. */
final class HashBuffer {

    /** Bytes of a hash, in memory and in files. */
    static final int BYTES = 16;

    private static final int FIRST = 1024;

    private final int capacity;
    private long[] high;
    private long[] low;
    private int size;

    /** Begins small: most buffers are never filled. */
    HashBuffer(int capacity) {
        this.capacity = capacity;
        this.high = new long[Math.min(FIRST, capacity)];
        this.low = new long[high.length];
    }

    /** Returns how many hashes fit into so many bytes. */
    static int capacity(long bytes) {
        return (int) Math.max(2, Math.min(bytes / BYTES, Integer.MAX_VALUE / 2));
    }

    boolean isFull() {
        return size == capacity;
    }

    int size() {
        return size;
    }

    void add(KeyHash hash) {
        if (size == high.length) {
            int larger = (int) Math.min(capacity, size * 2L);
            high = Arrays.copyOf(high, larger);
            low = Arrays.copyOf(low, larger);
        }
        high[size] = hash.high();
        low[size] = hash.low();
        size++;
    }

    KeyHash get(int i) {
        return new KeyHash(high[i], low[i]);
    }

    /** Returns whether a sorted buffer holds a hash. */
    boolean contains(KeyHash hash) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = compare(middle, hash.high(), hash.low());
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return false;
    }

    void clear() {
        size = 0;
    }

    /** Clears it, and gives its memory back. */
    void release() {
        size = 0;
        high = new long[Math.min(FIRST, capacity)];
        low = new long[high.length];
    }

    /** Sorts by quicksort: hashes are random, so that its bad cases do not occur, except for equal ones, which it halves. */
    void sort() {
        sort(0, size - 1);
    }

    private void sort(int from, int to) {
        int left = from;
        int right = to;
        while (left < right) {
            int border = partition(left, right);
            // the smaller part by recursion, so that the stack stays flat
            if (border - left < right - border - 1) {
                sort(left, border);
                left = border + 1;
            } else {
                sort(border + 1, right);
                right = border;
            }
        }
    }

    private int partition(int from, int to) {
        int middle = (from + to) >>> 1;
        long pivotHigh = high[middle];
        long pivotLow = low[middle];
        int i = from - 1;
        int j = to + 1;
        while (true) {
            do {
                i++;
            } while (compare(i, pivotHigh, pivotLow) < 0);
            do {
                j--;
            } while (compare(j, pivotHigh, pivotLow) > 0);
            if (i >= j) {
                return j;
            }
            swap(i, j);
        }
    }

    private int compare(int i, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high[i], otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low[i], otherLow);
    }

    private void swap(int i, int j) {
        long h = high[i];
        long l = low[i];
        high[i] = high[j];
        low[i] = low[j];
        high[j] = h;
        low[j] = l;
    }
}
