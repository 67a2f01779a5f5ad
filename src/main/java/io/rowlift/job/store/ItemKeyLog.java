package io.rowlift.job.store;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.schema.RowKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers under which keys the items of rows are, for entities whose keys can move: what a change leaves behind is
 * removed by it. A key belongs to the row that was recorded last. Everything commits at once, apart from the caller's
 * transaction: a key is remembered before its item is written, and forgotten after it was removed.
 */
public final class ItemKeyLog {

    private static final int PORTION = 500;

    private final JdbcTemplate jdbc;
    private final String job;
    private final TransactionTemplate own;

    ItemKeyLog(JdbcTemplate jdbc, PlatformTransactionManager transactions, String job) {
        this.jdbc = jdbc;
        this.job = job;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * An item's key and the row that it belongs to.
     *
     * @param item the key
     * @param row the row's key; with values as text when it is read
     */
    public record Owned(ItemKey item, RowKey row) {}

    /** Records that items of rows are under keys, or are going to be. */
    public void add(String entity, List<Owned> keys) {
        if (keys.isEmpty()) {
            return;
        }
        // in one order for all, so that two workers never wait for each other
        List<Hashed> sorted = new ArrayList<>(
                keys.stream().map(key -> new Hashed(hash(key.item()), key)).toList());
        sorted.sort((a, b) -> a.hash().compareTo(b.hash()));
        own.executeWithoutResult(status -> {
            delete(sorted.stream().map(Hashed::hash).toList());
            jdbc.batchUpdate(
                    "insert into rowlift_item_key (job, item_hash, entity, row_hash, row_key, item_key)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    sorted,
                    1000,
                    (statement, key) -> {
                        String row = RowKeyText.encode(key.owned().row());
                        statement.setString(1, job);
                        statement.setString(2, key.hash());
                        statement.setString(3, entity);
                        statement.setString(4, hash(row));
                        statement.setString(5, row);
                        statement.setString(6, ItemKeyText.encode(key.owned().item()));
                    });
        });
    }

    private record Hashed(String hash, Owned owned) {}

    /** Forgets keys. */
    public void remove(Collection<ItemKey> keys) {
        if (!keys.isEmpty()) {
            List<String> hashes = keys.stream().map(ItemKeyLog::hash).sorted().toList();
            own.executeWithoutResult(status -> delete(hashes));
        }
    }

    private void delete(List<String> hashes) {
        jdbc.batchUpdate(
                "delete from rowlift_item_key where job = ? and item_hash = ?", hashes, 1000, (statement, hash) -> {
                    statement.setString(1, job);
                    statement.setString(2, hash);
                });
    }

    /** Returns the keys of rows' items. */
    public List<ItemKey> of(String entity, List<RowKey> rows) {
        List<String> hashes =
                rows.stream().map(row -> hash(RowKeyText.encode(row))).toList();
        List<ItemKey> keys = new ArrayList<>();
        for (List<String> portion : portions(hashes)) {
            keys.addAll(jdbc.query(
                    "select item_key from rowlift_item_key where job = ? and entity = ? and row_hash in ("
                            + placeholders(portion) + ")",
                    (row, n) -> ItemKeyText.decode(row.getString(1)),
                    arguments(portion, job, entity)));
        }
        return keys;
    }

    /**
     * Returns whose some keys are.
     *
     * @return by key the row, with values as text, where it is one of the entity
     */
    public Map<ItemKey, RowKey> owners(String entity, Collection<ItemKey> keys) {
        List<String> hashes = keys.stream().map(ItemKeyLog::hash).toList();
        Map<ItemKey, RowKey> owners = new HashMap<>();
        for (List<String> portion : portions(hashes)) {
            jdbc.query(
                    "select item_key, row_key from rowlift_item_key where job = ? and entity = ? and item_hash in ("
                            + placeholders(portion) + ")",
                    row -> {
                        owners.put(ItemKeyText.decode(row.getString(1)), RowKeyText.decode(row.getString(2)));
                    },
                    arguments(portion, job, entity));
        }
        return owners;
    }

    private static List<List<String>> portions(List<String> hashes) {
        List<List<String>> portions = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i += PORTION) {
            portions.add(hashes.subList(i, Math.min(hashes.size(), i + PORTION)));
        }
        return portions;
    }

    private static String placeholders(List<String> hashes) {
        return String.join(", ", Collections.nCopies(hashes.size(), "?"));
    }

    private static Object[] arguments(List<String> hashes, String... first) {
        List<Object> all = new ArrayList<>(List.of((Object[]) first));
        all.addAll(hashes);
        return all.toArray();
    }

    private static String hash(ItemKey key) {
        KeyHash hash = KeyHash.of(key);
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(hash.high()) + hex.toHexDigits(hash.low());
    }

    private static String hash(String row) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(row.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
