package io.rowlift.realdata;

import static io.rowlift.realdata.Expected.item;
import static io.rowlift.realdata.KeyText.camel;
import static io.rowlift.realdata.KeyText.desc;
import static io.rowlift.realdata.KeyText.escape;
import static io.rowlift.realdata.KeyText.iso;
import static io.rowlift.realdata.KeyText.pad;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What Chinook must look like after its migration by {@code mappings/chinook-postgres.dynamodb.yaml}. */
final class ChinookPostgresFacts {

    private static final String TABLE = "chinook";

    private final PlainSource source;
    private final IndependentOracle oracle;

    ChinookPostgresFacts(PlainSource source, IndependentOracle oracle) {
        this.source = source;
        this.oracle = oracle;
    }

    void expect() {
        music();
        lookups();
        playlists();
        people();
        invoices();
    }

    private void music() {
        Map<String, List<Object>> albums = source.children(
                "album",
                "select * from album",
                "artist_id",
                r -> Map.of("album_id", r.value("album_id"), "title", r.value("title")),
                "title",
                "album_id");
        oracle.expect(
                "Artist",
                source.table("artist"),
                r -> item(TABLE, "ARTIST#" + r.text("artist_id"), "#ARTIST")
                        .put("GSI1PK", "ARTISTS")
                        .put("GSI1SK", r.text("name").toLowerCase(Locale.ROOT))
                        .put("albums", albums.getOrDefault(r.text("artist_id"), List.of()))
                        .columns(r));
        Map<String, List<Object>> tracks = source.children(
                "track",
                "select t.*, g.name as x_genre, m.name as x_media from track t left join genre g using (genre_id)"
                        + " join media_type m using (media_type_id)",
                "album_id",
                r -> Map.of(
                        "track_id", r.value("track_id"),
                        "name", r.value("name"),
                        "milliseconds", r.value("milliseconds"),
                        "genre", r.value("x_genre"),
                        "media", r.value("x_media")),
                "track_id");
        String of = "select a.*, r.name as x_artist from album a join artist r using (artist_id)";
        oracle.expect(
                "Album",
                source.rows("album", of),
                r -> item(TABLE, "ARTIST#" + r.text("artist_id"), "ALBUM#" + r.text("album_id"))
                        .put("GSI1PK", "ALBUMS")
                        .put("GSI1SK", escape("-", r.text("title")) + "-" + r.text("album_id"))
                        .put("artist", r.value("x_artist"))
                        .put("tracks", tracks.getOrDefault(r.text("album_id"), List.of()))
                        .columns(r));
        String songs =
                "select t.*, round(t.milliseconds / 1000.0, 3) as seconds, a.title as x_album, r.name as x_artist"
                        + " from track t left join album a using (album_id) left join artist r using (artist_id)";
        oracle.expect(
                "Track",
                source.rows("track", songs),
                r -> item(TABLE, "TRACK#" + r.text("track_id"), "TRACK#" + r.text("track_id"))
                        .put("GSI1PK", "GENRE#" + r.text("genre_id"))
                        .put("GSI1SK", r.text("unit_price") + "#" + desc(8, r.text("milliseconds")))
                        .put("album", r.value("x_album"))
                        .put("artist", r.value("x_artist"))
                        .columns(r));
    }

    private void lookups() {
        oracle.expect(
                "Genre",
                source.table("genre"),
                r -> item(TABLE, "LOOKUP", "GENRE#" + pad(3, r.text("genre_id")))
                        .columns(r));
        oracle.expect(
                "MediaType",
                source.table("media_type"),
                r -> item(TABLE, "LOOKUP", "MEDIA#" + pad(3, r.text("media_type_id")))
                        .columns(r));
    }

    private void playlists() {
        String playlists = "select p.*, count(t.track_id) as tracks from playlist p left join playlist_track t"
                + " using (playlist_id) group by p.playlist_id";
        oracle.expect(
                "Playlist",
                source.rows("playlist", playlists),
                r -> item(TABLE, "PLAYLIST#" + r.text("playlist_id"), "PLAYLIST")
                        .columns(r));
        String links = "select p.*, t.name as x_name from playlist_track p join track t using (track_id)";
        oracle.expect(
                "PlaylistTrack",
                source.rows("playlist_track", links),
                r -> item(TABLE, "PLAYLIST#" + r.text("playlist_id"), "TRACK#" + r.text("track_id"))
                        .put("name", r.value("x_name"))
                        .columns(r));
    }

    private void people() {
        Map<String, List<Object>> reports = source.children(
                "employee",
                "select * from employee",
                "reports_to",
                r -> Map.of(
                        "employee_id",
                        r.value("employee_id"),
                        "name",
                        r.text("first_name") + " " + r.text("last_name")),
                "last_name",
                "first_name desc");
        String employees = "select e.*, m.first_name || ' ' || m.last_name as x_manager from employee e"
                + " left join employee m on m.employee_id = e.reports_to";
        oracle.expect("Employee", source.rows("employee", employees), r -> {
            Expected employee = item(TABLE, "EMPLOYEE#" + r.text("employee_id"), "EMPLOYEE")
                    .put("manager", r.value("x_manager"))
                    .put("reports", reports.getOrDefault(r.text("employee_id"), List.of()))
                    .columns(r);
            return r.isNull("reports_to")
                    ? employee
                    : employee.put("GSI1PK", "MANAGER#" + r.text("reports_to"))
                            .put("GSI1SK", iso(0, r.text("hire_date")) + "#" + r.text("employee_id"));
        });
        oracle.expect("Customer", source.table("customer"), r -> {
            Expected customer = item(TABLE, "CUSTOMER#" + r.text("customer_id"), "CUSTOMER")
                    .put("GSI1PK", "COUNTRY#" + r.text("country").toUpperCase(Locale.ROOT))
                    .put("GSI1SK", r.text("city"));
            r.columns(Set.of()).forEach((name, value) -> customer.put(camel(name), value));
            return customer;
        });
        oracle.expect(
                "E-mail",
                source.table("customer"),
                r -> item(TABLE, "EMAIL#" + r.text("email").toLowerCase(Locale.ROOT), "UNIQUE")
                        .put("customerId", r.value("customer_id")));
    }

    private void invoices() {
        String sold = "select l.*, t.name as x_track, i.customer_id as x_customer, i.invoice_date as x_date"
                + " from invoice_line l join track t using (track_id) join invoice i using (invoice_id)";
        Map<String, List<Object>> lines = source.children(
                "invoice_line",
                sold,
                "invoice_id",
                r -> new HashMap<>(Map.of(
                        "quantity", r.value("quantity"),
                        "unit_price", r.value("unit_price"),
                        "track", r.value("x_track"))),
                "invoice_line_id");
        oracle.expect(
                "Invoice",
                source.table("invoice"),
                r -> item(TABLE, "INVOICE#" + r.text("invoice_id"), "INVOICE")
                        .put("GSI1PK", "BILLED#" + r.text("billing_country"))
                        .put("GSI1SK", r.text("total"))
                        .put("lines", lines.getOrDefault(r.text("invoice_id"), List.of()))
                        .columns(r));
        oracle.expect(
                "Invoice of customer",
                source.table("invoice"),
                r -> item(
                                TABLE,
                                "CUSTOMER#" + r.text("customer_id"),
                                "INVOICE#" + iso(0, r.text("invoice_date")) + "#" + r.text("invoice_id"))
                        .put("invoice_id", r.value("invoice_id"))
                        .put("total", r.value("total")));
        oracle.expect(
                "Sale",
                source.rows("invoice_line", sold),
                r -> item(TABLE, "SALE#" + r.text("track_id"), r.text("invoice_id") + "#" + r.text("invoice_line_id"))
                        .put("quantity", r.value("quantity"))
                        .put("customer", "CUSTOMER#" + r.text("x_customer"))
                        .put("sold_at", r.value("x_date")));
        oracle.expect(
                "InvoiceLine",
                source.table("invoice_line"),
                r -> item(TABLE, "INVOICE#" + r.text("invoice_id"), "LINE#" + pad(6, r.text("invoice_line_id")))
                        .columns(r));
    }
}
