package io.rowlift.realdata;

import static io.rowlift.realdata.Expected.in;
import static io.rowlift.realdata.Expected.item;
import static io.rowlift.realdata.KeyText.epochMillis;
import static io.rowlift.realdata.KeyText.iso;
import static io.rowlift.realdata.KeyText.pad;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Sakila must look like after its migration by {@code mappings/sakila.dynamodb.yaml}. */
final class SakilaFacts {

    private static final String TABLE = "sakila";
    private static final String LEDGER = "ledger";

    private final PlainSource source;
    private final IndependentOracle oracle;

    SakilaFacts(PlainSource source, IndependentOracle oracle) {
        this.source = source;
        this.oracle = oracle;
    }

    void expect() {
        catalogue();
        films();
        places();
        people();
        business();
        reports();
    }

    private void catalogue() {
        oracle.expect(
                "Actor",
                source.table("actor"),
                r -> item(TABLE, "ACTOR#" + r.text("actor_id"), "ACTOR")
                        .put("GSI1PK", "ACTORS")
                        .put("GSI1SK", r.text("last_name") + ", " + r.text("first_name") + "#" + r.text("actor_id"))
                        .columns(r));
        oracle.expect(
                "Category",
                source.table("category"),
                r -> item(TABLE, "CATEGORY#" + r.text("category_id"), "CATEGORY")
                        .columns(r));
        oracle.expect(
                "Language",
                source.table("language"),
                r -> item(TABLE, "LANGUAGE#" + r.text("name").toLowerCase(Locale.ROOT), "LANGUAGE")
                        .columns(r));
        oracle.expect(
                "Inventory",
                source.table("inventory"),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "INVENTORY#" + r.text("inventory_id"))
                        .put("GSI1PK", "STORE#" + r.text("store_id"))
                        .put("GSI1SK", pad(5, r.text("film_id")) + "#" + r.text("inventory_id"))
                        .columns(r));
        String cast = "select f.*, concat(a.first_name, ' ', a.last_name) as x_name from film_actor f"
                + " join actor a using (actor_id)";
        oracle.expect(
                "FilmActor",
                source.rows("film_actor", cast),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "ACTOR#" + pad(5, r.text("actor_id")))
                        .put("GSI1PK", "ACTOR#" + r.text("actor_id"))
                        .put("GSI1SK", "FILM#" + pad(5, r.text("film_id")))
                        .put("name", r.value("x_name"))
                        .columns(r));
        oracle.expect(
                "FilmCategory",
                source.table("film_category"),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "CATEGORY#" + r.text("category_id"))
                        .put("GSI1PK", "CATEGORY#" + r.text("category_id"))
                        .put("GSI1SK", "FILM#" + pad(5, r.text("film_id")))
                        .columns(r));
        oracle.expect(
                "FilmText",
                source.table("film_text"),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "TEXT").columns(r));
    }

    private void films() {
        Map<String, List<Object>> categories = source.children(
                "film_category",
                "select f.*, c.name as x_name from film_category f join category c using (category_id)",
                "film_id",
                r -> Map.of("name", r.value("x_name"), "last_update", r.value("last_update")),
                "category_id");
        Map<String, List<Object>> stock = stock();
        String films =
                "select f.*, l.name as x_language, (select count(*) from inventory i where i.film_id = f.film_id)"
                        + " as copies from film f join language l on l.language_id = f.language_id";
        oracle.expect(
                "Film",
                source.rows("film", films),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "FILM")
                        .put("GSI1PK", r.text("release_year") + "#" + r.text("rating"))
                        .put("GSI1SK", r.text("rental_rate") + "#" + r.text("title"))
                        .put("language", r.value("x_language"))
                        .put("special_features", r.members("special_features"))
                        .put("categories", categories.getOrDefault(r.text("film_id"), List.of()))
                        .put("stock", stock.getOrDefault(r.text("film_id"), List.of()))
                        .columns(r, "special_features"));
        oracle.expectAll(
                "Film by feature",
                source.table("film"),
                r -> r.members("special_features").stream()
                        .map(feature -> item(
                                        TABLE,
                                        "FEATURE#" + feature.toLowerCase(Locale.ROOT),
                                        r.text("rental_rate") + "#" + pad(4, r.text("film_id")))
                                .put("title", r.value("title"))));
    }

    private Map<String, List<Object>> stock() {
        Map<String, List<Object>> out = source.children(
                "rental",
                "select * from rental where return_date is null",
                "inventory_id",
                r -> Map.of("customer_id", r.value("customer_id"), "rental_date", r.value("rental_date")),
                "rental_id");
        return source.children(
                "inventory",
                "select * from inventory",
                "film_id",
                r -> new HashMap<>(Map.of(
                        "inventory_id", r.value("inventory_id"),
                        "store_id", r.value("store_id"),
                        "out", out.getOrDefault(r.text("inventory_id"), List.of()))),
                "inventory_id");
    }

    private void places() {
        oracle.expect(
                "Country",
                source.table("country"),
                r -> item(TABLE, "COUNTRY#" + r.text("country_id"), "COUNTRY").columns(r));
        oracle.expect(
                "City",
                source.table("city"),
                r -> item(TABLE, "COUNTRY#" + r.text("country_id"), "CITY#" + r.text("city_id"))
                        .columns(r));
        String addresses = "select a.*, st_x(location) as x_longitude, st_y(location) as x_latitude from address a";
        oracle.expect("Address", source.rows("address", addresses), r -> {
            Expected address = item(TABLE, "ADDRESS#" + r.text("address_id"), "ADDRESS")
                    .put("longitude", r.value("x_longitude"))
                    .put("latitude", r.value("x_latitude"))
                    .columns(r);
            boolean indexed = !r.isNull("postal_code") && !r.text("postal_code").isEmpty();
            return indexed
                    ? address.put("GSI1PK", "CITY#" + r.text("city_id")).put("GSI1SK", r.text("postal_code"))
                    : address;
        });
        String stores =
                "select s.*, m.username as x_manager from store s join staff m on m.staff_id = s.manager_staff_id";
        oracle.expect(
                "Store",
                source.rows("store", stores),
                r -> item(TABLE, "STORE#" + r.text("store_id"), "STORE")
                        .put("manager", r.value("x_manager"))
                        .columns(r));
    }

    private void people() {
        oracle.expect(
                "Staff",
                source.table("staff"),
                r -> item(TABLE, "STORE#" + r.text("store_id"), "STAFF#" + r.text("staff_id"))
                        .put("active", r.isOne("active"))
                        .columns(r, "active"));
        String customers = "select c.*, y.city as x_city, o.country as x_country from customer c"
                + " join address a using (address_id) join city y using (city_id) join country o using (country_id)";
        oracle.expect(
                "Customer",
                source.rows("customer", customers),
                r -> item(TABLE, "CUSTOMER#" + pad(6, r.text("customer_id")), "PROFILE")
                        .put("GSI1PK", "COUNTRY#" + r.text("x_country"))
                        .put("GSI1SK", r.text("x_city") + "#" + r.text("create_date"))
                        .put("city", r.value("x_city"))
                        .put("country", r.value("x_country"))
                        .columns(r));
        oracle.expect(
                "Customer that left",
                source.rows("customer", "select * from customer where active = 0"),
                r -> item(
                                TABLE,
                                "INACTIVE",
                                r.text("last_name") + "#" + r.text("first_name") + "#" + r.text("customer_id"))
                        .put("customer_id", r.value("customer_id"))
                        .put("email", r.value("email")));
    }

    private void business() {
        String rentals = "select r.*, f.title as x_title from rental r join inventory i using (inventory_id)"
                + " join film f using (film_id)";
        oracle.expect(
                "Rental",
                source.rows("rental", rentals),
                r -> in(LEDGER)
                        .put("entry", "RENTAL#" + r.text("rental_date") + "#" + r.text("rental_id"))
                        .put("title", r.value("x_title"))
                        .columns(r));
        oracle.expect(
                "Payment",
                source.table("payment"),
                r -> in(LEDGER)
                        .put("entry", "PAYMENT#" + iso(0, r.text("payment_date")) + "#" + r.text("payment_id"))
                        .put("paid_at", Product.number(Long.toString(epochMillis(r.text("last_update")))))
                        .columns(r));
    }

    private void reports() {
        oracle.expect(
                "CustomerListEntry",
                source.table("customer_list"),
                r -> item(TABLE, "REPORT#CUSTOMERS#" + r.text("SID"), pad(6, r.text("ID")))
                        .columns(r));
        oracle.expect(
                "StaffListEntry",
                source.table("staff_list"),
                r -> item(TABLE, "REPORT#STAFF", r.text("ID")).columns(r));
        oracle.expect(
                "ActorInfo",
                source.table("actor_info"),
                r -> item(TABLE, "ACTOR#" + r.text("actor_id"), "INFO").put("film_info", r.value("film_info")));
        oracle.expect(
                "SalesByStore",
                source.table("sales_by_store"),
                r -> item(TABLE, "REPORT#SALES", "STORE#" + r.text("store")).columns(r));
        oracle.expect(
                "SalesByCategory",
                source.table("sales_by_film_category"),
                r -> item(TABLE, "REPORT#SALES", "CATEGORY#" + r.text("category"))
                        .columns(r));
    }
}
