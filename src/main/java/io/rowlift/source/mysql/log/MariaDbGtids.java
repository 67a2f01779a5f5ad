package io.rowlift.source.mysql.log;

import java.util.TreeMap;

/** Of each domain the last transaction: {@code 0-1-4711,7-2-12}. */
final class MariaDbGtids implements Gtids {

    private final TreeMap<Long, String> lastByDomain = new TreeMap<>();

    MariaDbGtids(String text) {
        for (String gtid : text.replaceAll("\\s", "").split(",", -1)) {
            if (!gtid.isEmpty()) {
                add(gtid);
            }
        }
    }

    @Override
    public void add(String gtid) {
        lastByDomain.put(Long.valueOf(gtid.substring(0, gtid.indexOf('-'))), gtid);
    }

    @Override
    public String toString() {
        return String.join(",", lastByDomain.values());
    }
}
