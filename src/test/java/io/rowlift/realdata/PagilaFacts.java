package io.rowlift.realdata;

import static io.rowlift.realdata.Expected.item;
import static io.rowlift.realdata.KeyText.camel;
import static io.rowlift.realdata.KeyText.desc;
import static io.rowlift.realdata.KeyText.epoch;
import static io.rowlift.realdata.KeyText.epochMillis;
import static io.rowlift.realdata.KeyText.escape;
import static io.rowlift.realdata.KeyText.iso;
import static io.rowlift.realdata.KeyText.pad;
import static io.rowlift.realdata.KeyText.shard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What Pagila must look like after its migration by {@code mappings/pagila.dynamodb.yaml}. */
final class PagilaFacts {

    private static final String TABLE = "pagila";

    private final PlainSource source;
    private final IndependentOracle oracle;

    PagilaFacts(PlainSource source, IndependentOracle oracle) {
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
        String actors =
                "select a.*, (select count(*) from film_actor f where f.actor_id = a.actor_id) as film_count from actor a";
        oracle.expect(
                "Actor",
                source.rows("actor", actors),
                r -> item(TABLE, "ACTOR#" + r.text("actor_id"), "ACTOR#" + r.text("actor_id"))
                        .put("GSI1PK", "ACTORS#" + shard(4, r.text("actor_id")))
                        .put(
                                "GSI1SK",
                                escape("#", r.text("last_name")) + "#" + escape("#", r.text("first_name")) + "#"
                                        + pad(5, r.text("actor_id")))
                        .put("type", "Actor")
                        .columns(r));
        oracle.expect(
                "Category",
                source.table("category"),
                r -> item(TABLE, "CATEGORY#" + r.text("category_id"), "CATEGORY#" + r.text("category_id"))
                        .columns(r));
        oracle.expect(
                "Language",
                source.table("language"),
                r -> item(TABLE, "LANGUAGE#" + r.text("language_id"), lower(r.text("name")))
                        .columns(r));
        oracle.expect(
                "Inventory",
                source.table("inventory"),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "INVENTORY#" + r.text("inventory_id"))
                        .put("GSI1PK", "STORE#" + r.text("store_id") + "#FILM#" + r.text("film_id"))
                        .put("GSI1SK", pad(6, r.text("inventory_id")))
                        .columns(r));
        String links = "select fa.*, f.title as x_title, a.last_name as x_name from film_actor fa"
                + " join film f using (film_id) join actor a using (actor_id)";
        oracle.expect(
                "FilmActor",
                source.rows("film_actor", links),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "ACTOR#" + r.text("actor_id"))
                        .put("title", r.value("x_title"))
                        .put("last_name", r.value("x_name"))
                        .columns(r));
        String categories =
                "select fc.*, c.name as x_category from film_category fc join category c using (category_id)";
        oracle.expect(
                "FilmCategory",
                source.rows("film_category", categories),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "CATEGORY#" + r.text("category_id"))
                        .put("category", r.value("x_category"))
                        .columns(r));
    }

    private void films() {
        Map<String, List<Object>> categories = source.children(
                "film_category",
                "select film_id, category_id, name from film_category join category using (category_id)",
                "film_id",
                r -> Map.of("category_id", r.value("category_id"), "name", r.value("name")),
                "category_id");
        Map<String, List<Object>> cast = source.children(
                "film_actor",
                "select film_id, actor_id, first_name, last_name from film_actor join actor using (actor_id)",
                "film_id",
                r -> Map.of("id", r.value("actor_id"), "name", r.text("first_name") + " " + r.text("last_name")),
                "actor_id desc");
        String films = "select f.*, l.name as x_language, o.name as x_original from film f"
                + " left join language l on l.language_id = f.language_id"
                + " left join language o on o.language_id = f.original_language_id";
        oracle.expect(
                "Film",
                source.rows("film", films),
                r -> item(TABLE, "FILM#" + r.text("film_id"), "FILM#" + r.text("film_id"))
                        .put("GSI1PK", "RATING#" + r.text("rating"))
                        .put("GSI1SK", r.text("release_year") + "#" + lower(r.text("title")))
                        .put("type", "Film")
                        .put("language", r.value("x_language"))
                        .put("original_language", r.value("x_original"))
                        .put("categories", categories.getOrDefault(r.text("film_id"), List.of()))
                        .put("cast", cast.getOrDefault(r.text("film_id"), List.of()))
                        .columns(r));
        oracle.expect(
                "Film by title",
                source.table("film"),
                r -> item(TABLE, "TITLE#" + lower(r.text("title")), "TITLE")
                        .put("film_id", r.value("film_id"))
                        .put("film", "FILM#" + r.text("film_id")));
        oracle.expectAll(
                "Film by feature",
                source.table("film"),
                r -> features(r)
                        .map(feature -> item(
                                        TABLE,
                                        "FEATURE#" + feature.toUpperCase(Locale.ROOT),
                                        desc(5, r.text("length")) + "#FILM#" + pad(5, r.text("film_id")))
                                .put("film_id", r.value("film_id"))
                                .put("title", r.value("title"))
                                .put("feature", feature)));
    }

    private static Stream<String> features(SourceRow film) {
        return ((List<?>) film.value("special_features")).stream().map(String.class::cast);
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
                        .put("GSI1PK", "CITY#" + r.text("city").toUpperCase(Locale.ROOT))
                        .put("GSI1SK", r.text("city_id"))
                        .columns(r));
        oracle.expect("Address", source.table("address"), r -> {
            Expected address = item(TABLE, "ADDRESS#" + r.text("address_id"), "ADDRESS");
            r.columnsOrNull().forEach(address::put);
            boolean indexed = !r.isNull("postal_code") && !r.text("postal_code").isEmpty();
            return indexed
                    ? address.put("GSI1PK", "POSTAL#" + r.text("postal_code"))
                            .put("GSI1SK", "ADDRESS#" + r.text("address_id"))
                    : address;
        });
        String stores = "select s.*, m.first_name || ' ' || m.last_name as x_manager, a.address as x_street,"
                + " c.city as x_city, y.country as x_country from store s"
                + " join staff m on m.staff_id = s.manager_staff_id join address a on a.address_id = s.address_id"
                + " join city c on c.city_id = a.city_id join country y on y.country_id = c.country_id";
        oracle.expect(
                "Store",
                source.rows("store", stores),
                r -> item(TABLE, "STORE#" + r.text("store_id"), "STORE")
                        .put("GSI1PK", "COUNTRY#" + r.text("x_country"))
                        .put("GSI1SK", escape("#", r.text("x_city")) + "#" + pad(4, r.text("store_id")))
                        .put("manager", r.value("x_manager"))
                        .put("street", r.value("x_street"))
                        .put("city", r.value("x_city"))
                        .put("country", r.value("x_country"))
                        .columns(r));
    }

    private void people() {
        oracle.expect("Staff", source.table("staff"), r -> {
            Expected staff = item(TABLE, "STORE#" + r.text("store_id"), "STAFF#" + r.text("staff_id"))
                    .put("type", "Staff");
            r.columns(Set.of("password")).forEach((name, value) -> staff.put(camel(name), value));
            return staff;
        });
        String logins = "select * from staff where active and password is not null";
        oracle.expect(
                "Login",
                source.rows("staff", logins),
                r -> item(TABLE, "LOGIN#" + lower(r.text("username")), "STAFF#" + r.text("staff_id"))
                        .put("password", r.value("password"))
                        .put("storeId", r.value("store_id")));
        String customers = "select c.*, a.address as x_street, y.city as x_city from customer c"
                + " join address a using (address_id) join city y using (city_id)";
        oracle.expect(
                "Customer",
                source.rows("customer", customers),
                r -> item(TABLE, "CUSTOMER#" + pad(6, r.text("customer_id")), "PROFILE")
                        .put("GSI1PK", "STORE#" + r.text("store_id"))
                        .put("GSI1SK", "CUSTOMER#" + r.text("last_name") + "#" + r.text("first_name"))
                        .put("active", r.isOne("active"))
                        .put("street", r.value("x_street"))
                        .put("city", r.value("x_city"))
                        .put("updated_at", number(epoch(r.text("last_update"))))
                        .columns(r, "active"));
        String addressed = "select * from customer where email is not null";
        oracle.expect(
                "E-mail",
                source.rows("customer", addressed),
                r -> item(TABLE, "EMAIL#" + lower(r.text("email")), "UNIQUE")
                        .put("customer", "CUSTOMER#" + pad(6, r.text("customer_id")))
                        .put("claimed", true));
    }

    private void business() {
        Map<String, List<Object>> payments = source.children(
                "payment",
                "select * from payment",
                "rental_id",
                r -> Map.of(
                        "payment_id", r.value("payment_id"),
                        "amount", r.value("amount"),
                        "paid_at", r.value("payment_date")),
                "payment_date desc",
                "payment_id");
        String rentals = "select r.*, f.title as x_title, i.store_id as x_store from rental r"
                + " join inventory i using (inventory_id) join film f using (film_id)";
        oracle.expect(
                "Rental",
                source.rows("rental", rentals),
                r -> item(TABLE, customer(r), "RENTAL#" + r.text("rental_date") + "#" + r.text("rental_id"))
                        .put("GSI1PK", "INVENTORY#" + r.text("inventory_id"))
                        .put("GSI1SK", r.text("rental_date"))
                        .put("title", r.value("x_title"))
                        .put("payments", payments.getOrDefault(r.text("rental_id"), List.of()))
                        .columns(r));
        oracle.expect(
                "Rental that is out",
                source.rows("rental", rentals + " where return_date is null"),
                r -> item(
                                TABLE,
                                "OUT#STORE#" + r.text("x_store"),
                                epoch(r.text("rental_date")) + "#" + r.text("rental_id"))
                        .put("customer_id", r.value("customer_id"))
                        .put("inventory_id", r.value("inventory_id"))
                        .put("title", r.value("x_title")));
        oracle.expect(
                "Payment",
                source.table("payment"),
                r -> item(TABLE, customer(r), "PAYMENT#" + iso(3, r.text("payment_date")) + "#" + r.text("payment_id"))
                        .put("GSI1PK", "STAFF#" + r.text("staff_id"))
                        .put("GSI1SK", epochMillis(r.text("payment_date")) + "#" + r.text("payment_id"))
                        .put("receipt", r.text("amount") + " USD, " + iso(0, r.text("payment_date")))
                        .columns(r));
    }

    private static String customer(SourceRow row) {
        return "CUSTOMER#" + pad(6, row.text("customer_id"));
    }

    private void reports() {
        oracle.expect(
                "CustomerListEntry",
                source.table("customer_list"),
                r -> item(TABLE, "REPORT#CUSTOMERS#" + r.text("country"), r.text("name") + "#" + r.text("id"))
                        .columns(r));
        oracle.expect(
                "StaffListEntry",
                source.table("staff_list"),
                r -> item(TABLE, "REPORT#STAFF#" + r.text("sid"), r.text("id")).columns(r));
        oracle.expect(
                "SalesByCategory",
                source.table("sales_by_film_category"),
                r -> item(TABLE, "REPORT#SALES#CATEGORIES", r.text("category")).columns(r));
        oracle.expect(
                "SalesByStore",
                source.table("sales_by_store"),
                r -> item(
                                TABLE,
                                "REPORT#SALES#STORES",
                                escape("#", r.text("store")) + "#" + escape("#", r.text("manager")))
                        .columns(r));
        oracle.expect(
                "RentalByCategory",
                source.table("rental_by_category"),
                r -> item(TABLE, "REPORT#RENTALS", "CATEGORY#" + lower(r.text("category")))
                        .columns(r));
    }

    private static BigDecimal number(long value) {
        return Product.number(Long.toString(value));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
