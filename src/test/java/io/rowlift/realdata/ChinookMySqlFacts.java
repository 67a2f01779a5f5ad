package io.rowlift.realdata;

import static io.rowlift.realdata.Expected.in;
import static io.rowlift.realdata.Expected.item;
import static io.rowlift.realdata.KeyText.epoch;
import static io.rowlift.realdata.KeyText.pad;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What Chinook must look like after its migration by {@code mappings/chinook-mysql.dynamodb.yaml}. */
final class ChinookMySqlFacts {

    private static final String TABLE = "chinook";

    private final PlainSource source;
    private final IndependentOracle oracle;

    ChinookMySqlFacts(PlainSource source, IndependentOracle oracle) {
        this.source = source;
        this.oracle = oracle;
    }

    void expect() {
        music();
        playlists();
        people();
        invoices();
    }

    private void music() {
        String tracks = "select t.*, g.Name as x_genre from Track t left join Genre g on g.GenreId = t.GenreId";
        oracle.expect(
                "Track",
                source.rows("Track", tracks),
                r -> in("tracks").put("Genre", r.value("x_genre")).columns(r));
        Map<String, List<Object>> albums = source.children(
                "Album", "select * from Album", "ArtistId", r -> r.columns(Set.of("ArtistId")), "AlbumId");
        oracle.expect(
                "Artist",
                source.table("Artist"),
                r -> item(TABLE, "ARTIST#" + r.text("ArtistId"), "ARTIST")
                        .put("Albums", albums.getOrDefault(r.text("ArtistId"), List.of()))
                        .columns(r));
        Map<String, List<Object>> songs = source.children(
                "Track",
                "select * from Track",
                "AlbumId",
                r -> Map.of("Name", r.value("Name"), "UnitPrice", r.value("UnitPrice")),
                "TrackId");
        oracle.expect(
                "Album",
                source.table("Album"),
                r -> item(TABLE, "ARTIST#" + r.text("ArtistId"), "ALBUM#" + pad(5, r.text("AlbumId")))
                        .put("Preview", firstFive(songs.getOrDefault(r.text("AlbumId"), List.of())))
                        .columns(r));
        oracle.expect(
                "Genre",
                source.table("Genre"),
                r -> item(TABLE, "GENRE", pad(3, r.text("GenreId"))).columns(r));
        oracle.expect(
                "MediaType",
                source.table("MediaType"),
                r -> item(TABLE, "MEDIA", pad(3, r.text("MediaTypeId"))).columns(r));
    }

    private static List<Object> firstFive(List<Object> all) {
        return all.subList(0, Math.min(5, all.size()));
    }

    private void playlists() {
        String playlists =
                "select p.*, (select count(*) from PlaylistTrack t where t.PlaylistId = p.PlaylistId) as Tracks"
                        + " from Playlist p";
        oracle.expect(
                "Playlist",
                source.rows("Playlist", playlists),
                r -> item(TABLE, "PLAYLIST#" + r.text("PlaylistId"), "PLAYLIST").columns(r));
        oracle.expect(
                "PlaylistTrack",
                source.table("PlaylistTrack"),
                r -> item(TABLE, "PLAYLIST#" + r.text("PlaylistId"), "TRACK#" + r.text("TrackId"))
                        .put("GSI1PK", "TRACK#" + r.text("TrackId"))
                        .put("GSI1SK", "PLAYLIST#" + r.text("PlaylistId"))
                        .columns(r));
    }

    private void people() {
        String employees = "select e.*, b.LastName as Boss, bb.LastName as BossOfBoss from Employee e"
                + " left join Employee b on b.EmployeeId = e.ReportsTo"
                + " left join Employee bb on bb.EmployeeId = b.ReportsTo";
        oracle.expect("Employee", source.rows("Employee", employees), r -> {
            Expected employee = item(TABLE, "EMPLOYEE#" + r.text("EmployeeId"), "EMPLOYEE")
                    .put("HiredAt", Product.number(Long.toString(epoch(r.text("HireDate")))));
            r.columnsOrNull().forEach(employee::put);
            return employee;
        });
        String customers = "select c.*, e.Email as x_rep from Customer c"
                + " left join Employee e on e.EmployeeId = c.SupportRepId";
        oracle.expect(
                "Customer",
                source.rows("Customer", customers),
                r -> item(TABLE, "CUSTOMER#" + r.text("CustomerId"), "CUSTOMER")
                        .put("GSI1PK", "COUNTRY#" + r.text("Country"))
                        .put("GSI1SK", upper(r.text("LastName")) + "#" + upper(r.text("FirstName")))
                        .put("SupportRep", r.value("x_rep"))
                        .columns(r));
        String companies = "select * from Customer where Company is not null";
        oracle.expect(
                "Company",
                source.rows("Customer", companies),
                r -> item(TABLE, "COMPANY#" + r.text("Company"), "CUSTOMER#" + r.text("CustomerId"))
                        .put("Name", r.value("Company")));
    }

    private void invoices() {
        String invoices = "select i.*, year(i.InvoiceDate) as Year, (select count(*) from InvoiceLine l"
                + " where l.InvoiceId = i.InvoiceId) as `Lines` from Invoice i";
        oracle.expect(
                "Invoice",
                source.rows("Invoice", invoices),
                r -> item(
                                TABLE,
                                "CUSTOMER#" + r.text("CustomerId"),
                                "INVOICE#" + r.text("InvoiceDate") + "#" + r.text("InvoiceId"))
                        .put("GSI1PK", "YEAR#" + r.text("Year"))
                        .put("GSI1SK", r.text("Total") + "#" + r.text("InvoiceId"))
                        .columns(r));
        String lines = "select l.*, i.CustomerId as x_customer, i.InvoiceDate as x_date, t.Name as x_track"
                + " from InvoiceLine l join Invoice i on i.InvoiceId = l.InvoiceId"
                + " join Track t on t.TrackId = l.TrackId";
        oracle.expect(
                "InvoiceLine",
                source.rows("InvoiceLine", lines),
                r -> item(
                                TABLE,
                                "CUSTOMER#" + r.text("x_customer"),
                                "INVOICE#" + r.text("x_date") + "#" + r.text("InvoiceId") + "#LINE#"
                                        + r.text("InvoiceLineId"))
                        .put("Track", r.value("x_track"))
                        .columns(r));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
