package io.rowlift.realdata;

import static io.rowlift.realdata.Expected.item;
import static io.rowlift.realdata.KeyText.epoch;
import static io.rowlift.realdata.KeyText.pad;
import static io.rowlift.realdata.KeyText.shard;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What Northwind must look like after its migration by {@code mappings/northwind.dynamodb.yaml}. */
final class NorthwindFacts {

    private static final String TABLE = "northwind";

    private final PlainSource source;
    private final IndependentOracle oracle;

    NorthwindFacts(PlainSource source, IndependentOracle oracle) {
        this.source = source;
        this.oracle = oracle;
    }

    void expect() {
        customers();
        orders();
        products();
        employees();
        places();
    }

    private void customers() {
        Map<String, List<Object>> latest = source.children(
                "orders",
                "select o.*, s.company_name as x_shipper from orders o left join shippers s on s.shipper_id = o.ship_via",
                "customer_id",
                r -> Map.of(
                        "order_id", r.value("order_id"),
                        "order_date", r.value("order_date"),
                        "shipper", r.value("x_shipper")),
                "order_date desc",
                "order_id desc");
        String customers =
                "select c.*, (select count(*) from orders o where o.customer_id = c.customer_id) as order_count"
                        + " from customers c";
        oracle.expect("Customer", source.rows("customers", customers), r -> {
            List<Object> orders = latest.getOrDefault(r.text("customer_id"), List.of());
            return item(TABLE, "CUSTOMER#" + r.text("customer_id"), "CUSTOMER")
                    .put("GSI1PK", "COUNTRY#" + r.text("country"))
                    .put("GSI1SK", r.text("company_name").toLowerCase(Locale.ROOT))
                    .put("place", place(r))
                    .put("latest", orders.subList(0, Math.min(3, orders.size())))
                    .columns(r);
        });
        oracle.expect("Demographic", source.table("customer_demographics"), r -> {
            throw new AssertionError("the table has no rows");
        });
        oracle.expect("CustomerDemographic", source.table("customer_customer_demo"), r -> {
            throw new AssertionError("the table has no rows");
        });
    }

    private static Map<String, Object> place(SourceRow row) {
        Map<String, Object> place = new HashMap<>();
        Map.of("street", "address", "city", "city", "region", "region", "zip", "postal_code")
                .forEach((name, column) -> place.put(name, row.isNull(column) ? PlainTable.NULL : row.value(column)));
        return place;
    }

    private void orders() {
        String details = "select d.*, p.product_name as x_product, c.category_name as x_category,"
                + " round((d.unit_price * d.quantity * (1 - d.discount))::numeric, 2) as amount from order_details d"
                + " join products p using (product_id) join categories c using (category_id)";
        Map<String, List<Object>> lines = source.children(
                "order_details",
                details,
                "order_id",
                r -> {
                    Map<String, Object> line = new HashMap<>(r.columns(Set.of("order_id")));
                    line.put("product", r.value("x_product"));
                    line.put("category", r.value("x_category"));
                    return line;
                },
                "product_id");
        String orders = "select o.*, c.company_name as customer, e.first_name || ' ' || e.last_name as seller,"
                + " o.order_date + interval '60 years' as x_expires,"
                + " case when shipped_date is null then 'OPEN' when shipped_date > required_date then 'LATE'"
                + " else 'DONE' end as state from orders o"
                + " join customers c using (customer_id) join employees e using (employee_id)";
        oracle.expect(
                "Order",
                source.rows("orders", orders),
                r -> item(
                                TABLE,
                                "CUSTOMER#" + r.text("customer_id"),
                                "ORDER#" + r.text("order_date") + "#" + r.text("order_id"))
                        .put("lines", lines.getOrDefault(r.text("order_id"), List.of()))
                        .put("shipped_to", r.text("ship_country") + "/" + r.text("ship_city"))
                        .put("expires_at", Product.number(Long.toString(epoch(r.text("x_expires")))))
                        .columns(r));
        String open = "select * from orders where shipped_date is null";
        oracle.expect(
                "Order that is open",
                source.rows("orders", open),
                r -> item(
                                TABLE,
                                "OPEN#" + shard(3, r.text("order_id")),
                                r.text("required_date") + "#" + pad(6, r.text("order_id")))
                        .put("customer_id", r.value("customer_id")));
        oracle.expect(
                "OrderDetail",
                source.table("order_details"),
                r -> item(TABLE, "PRODUCT#" + r.text("product_id"), "SOLD#" + r.text("order_id"))
                        .columns(r));
    }

    private void products() {
        String products = "select p.*, s.company_name as supplier, c.category_name from products p"
                + " left join suppliers s using (supplier_id) left join categories c using (category_id)";
        oracle.expect(
                "Product",
                source.rows("products", products),
                r -> item(TABLE, "PRODUCT#" + r.text("product_id"), "PRODUCT")
                        .put("GSI1PK", "CATEGORY#" + r.text("category_id"))
                        .put("GSI1SK", r.text("product_name"))
                        .put("discontinued", r.isOne("discontinued"))
                        .columns(r, "discontinued"));
        oracle.expect(
                "Category",
                source.table("categories"),
                r -> item(TABLE, "CATEGORY", r.text("category_id")).columns(r));
        oracle.expect(
                "Supplier",
                source.table("suppliers"),
                r -> item(TABLE, "SUPPLIER", pad(5, r.text("supplier_id"))).columns(r));
        oracle.expect(
                "Shipper",
                source.table("shippers"),
                r -> item(TABLE, "SHIPPER", pad(5, r.text("shipper_id"))).columns(r));
    }

    private void employees() {
        Map<String, List<Object>> territories = source.children(
                "employee_territories",
                "select * from employee_territories",
                "employee_id",
                r -> r.value("territory_id"));
        String employees = "select e.*, b.last_name as boss from employees e"
                + " left join employees b on b.employee_id = e.reports_to";
        oracle.expect(
                "Employee",
                source.rows("employees", employees),
                r -> item(TABLE, "EMPLOYEE#" + r.text("employee_id"), "EMPLOYEE")
                        .put("territories", Set.copyOf(territories.get(r.text("employee_id"))))
                        .columns(r));
        oracle.expect(
                "EmployeeTerritory",
                source.table("employee_territories"),
                r -> item(TABLE, "EMPLOYEE#" + r.text("employee_id"), "TERRITORY#" + r.text("territory_id"))
                        .put("GSI1PK", "TERRITORY#" + r.text("territory_id"))
                        .put("GSI1SK", "EMPLOYEE#" + r.text("employee_id"))
                        .columns(r));
    }

    private void places() {
        oracle.expect(
                "Region",
                source.table("region"),
                r -> item(TABLE, "REGION#" + r.text("region_id"), "REGION").columns(r));
        oracle.expect(
                "Territory",
                source.table("territories"),
                r -> item(TABLE, "REGION#" + r.text("region_id"), "TERRITORY#" + r.text("territory_id"))
                        .columns(r));
        oracle.expect(
                "State",
                source.table("us_states"),
                r -> item(TABLE, "STATE", r.text("state_abbr")).columns(r));
    }
}
