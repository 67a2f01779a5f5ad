package io.rowlift.target.dynamodb;

import io.rowlift.target.Ownership;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written on a table.
 *
 * @param owner whose the table is
 * @param source stands for the database that the owner reads; empty when the mark does not say
 * @param begun when the owner's last run began, as text; empty when the mark does not say
 */
record Mark(Ownership owner, String source, String begun) {

    static final String JOB = "rowlift:job";
    static final String STORE = "rowlift:store";
    static final String SOURCE = "rowlift:source";
    static final String BEGUN = "rowlift:begun";

    private static final int DIGITS = 32;

    /** Returns the mark of a run that begins now. */
    static Mark of(Ownership owner, String sourceIdentity, Instant now) {
        return new Mark(
                owner,
                digest(sourceIdentity),
                now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Returns the mark in a table's tags or in an item's attributes, which may hold anything else besides. */
    static Mark read(Map<String, String> values) {
        return new Mark(
                new Ownership(values.getOrDefault(JOB, ""), values.getOrDefault(STORE, "")),
                values.getOrDefault(SOURCE, ""),
                values.getOrDefault(BEGUN, ""));
    }

    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(JOB, owner.job());
        values.put(STORE, owner.store());
        values.put(SOURCE, source);
        values.put(BEGUN, begun);
        return values;
    }

    /** Returns whether the same job, reading the same database, has made this mark, perhaps from another store. */
    boolean isOfSameLoad(Mark other) {
        return owner.job().equals(other.owner.job()) && source.equals(other.source);
    }

    /** A tag admits neither every character nor every length, and need not show where the source is. */
    private static String digest(String identity) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "job \"" + owner.job() + "\" (" + store() + ")";
    }

    /** Returns the store and when it was last at work. */
    String store() {
        return "store " + owner.store() + (begun.isEmpty() ? "" : ", last begun " + begun);
    }
}
