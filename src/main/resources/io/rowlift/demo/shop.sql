-- The shop of the demo: 5,000 users, 10,200 orders, 33,660 order items, 2,000 products and 200 countries, 51,060 rows.
-- Plain statements for PostgreSQL, each ended by a semicolon at the end of a line; run them on one connection.
-- Every value is computed from its row's number, so that each run makes the same shop. For a larger one, set the
-- scale before the other statements: users, orders and order items grow with it.

set shop.scale = '1';

create table countries (
    id integer primary key,
    code char(2) not null unique,
    name text not null
);

create table users (
    id bigint primary key,
    email text unique,
    name text not null,
    country_id integer not null references countries (id),
    created_at timestamptz not null
);

create table products (
    id bigint primary key,
    sku text not null unique,
    name text not null,
    price numeric(10, 2) not null,
    details jsonb
);

create table orders (
    id bigint primary key,
    user_id bigint not null references users (id),
    status text not null,
    total numeric(12, 2) not null,
    tags text[],
    note text,
    created_at timestamptz not null,
    deleted_at timestamptz
);

create table order_items (
    id bigint primary key,
    order_id bigint not null references orders (id),
    product_id bigint not null references products (id),
    qty integer not null check (qty > 0),
    price numeric(10, 2) not null
);

insert into countries (id, code, name)
select
    n,
    chr(65 + (n - 1) / 26) || chr(65 + (n - 1) % 26),
    coalesce(
        (array[
            'Österreich', 'België', 'Côte d''Ivoire', 'Curaçao', 'España', 'Ísland', 'México', 'Perú', 'Türkiye',
            'Česko', 'Ελλάδα', '日本', '대한민국', 'مصر', 'Việt Nam', 'Україна'
        ])[n],
        'Country ' || n
    )
from generate_series(1, 200) as n;

-- every 25th user has no e-mail address; some addresses are written with capitals
insert into users (id, email, name, country_id, created_at)
select
    n,
    case
        when n % 25 = 0 then null
        when n % 10 = 3 then 'User' || n || '@Example.com'
        else 'user' || n || '@example.com'
    end,
    (array['Zoë', 'Łukasz', 'Ana', 'Søren', 'Chloé', 'Jürgen', '李雷', 'Мария', 'محمد', 'Ngọc', 'Óscar', 'Sam'])[1 + n % 12]
        || ' '
        || (array['Müller', 'O''Brien', 'García', 'Nowak', '山田', 'Sørensen', 'Smith', 'Иванова', 'Đặng'])[1 + n % 9],
    1 + (n * 37) % 200,
    timestamptz '2021-01-01 00:00:00+00' + n * interval '3 hours 7 minutes'
from generate_series(1, 5000 * current_setting('shop.scale')::bigint) as n;

insert into products (id, sku, name, price, details)
select
    n,
    'SKU-' || lpad(n::text, 6, '0'),
    (array['Café crème', 'Tea', 'Mug', 'T-shirt', 'Poster', 'Notebook', 'Jalapeño', 'Lamp'])[1 + n % 8] || ' No. ' || n,
    ((n * 7919) % 20000 + 99) / 100.0,
    case
        when n % 5 = 0 then null
        else jsonb_build_object('colour', (array['rot', 'grün', 'blå', '黒'])[1 + n % 4], 'weight', (n % 400) / 8.0)
    end
from generate_series(1, 2000) as n;

-- every fifth user has no order; every 49th order is deleted softly; every fourth has no tags, some of these an empty list
insert into orders (id, user_id, status, total, tags, note, created_at, deleted_at)
select
    n,
    u - case when u % 5 = 0 then 1 else 0 end,
    (array['new', 'paid', 'shipped', 'delivered', 'cancelled'])[1 + (n * 3) % 5],
    0,
    case
        when n % 8 = 0 then null
        when n % 4 = 0 then array[]::text[]
        else (array['gift', 'sale', 'vip', 'web', 'app', 'b2b', 'fragile', 'prime', 'spring', 'été', 'winter', '新品'])[
            1 + n % 10 : 1 + n % 10 + n % 3]
    end,
    case when n % 7 = 0 then 'Bitte „leise“ klingeln ☎ ' || n end,
    timestamptz '2025-01-01 00:00:00.000001+00' + n * interval '37 minutes 13.000123 seconds',
    case when n % 49 = 0 then timestamptz '2026-06-01 12:00:00+00' + n * interval '1 second' end
from
    generate_series(1, 10200 * current_setting('shop.scale')::bigint) as n,
    lateral (select 1 + (n * 7919) % (5000 * current_setting('shop.scale')::bigint) as u) as buyer;

-- one to six items per order, 33 for ten orders
insert into order_items (id, order_id, product_id, qty, price)
select
    row_number() over (order by o.id, line),
    o.id,
    p.id,
    1 + (o.id + line) % 4,
    p.price
from
    orders as o,
    lateral generate_series(1, (array[1, 2, 3, 4, 5, 6, 2, 3, 4, 3])[1 + o.id % 10]) as line,
    lateral (select 1 + (o.id * 613 + line * 101) % 2000 as id) as pick
    join products as p on p.id = pick.id;

create index orders_user on orders (user_id);

create index order_items_order on order_items (order_id);

create index order_items_product on order_items (product_id);

update orders
set total = (select sum(i.qty * i.price) from order_items as i where i.order_id = orders.id);

analyze;
