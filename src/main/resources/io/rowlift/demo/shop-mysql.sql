-- The shop of the demo for MySQL and MariaDB, in the same shape as shop.sql: 5,000 users, 10,200 orders, 33,660 order
-- items, 2,000 products and 200 countries. Tags are a JSON list, because MySQL has no arrays.
-- Plain statements, each ended by a semicolon at the end of a line; run them on one connection.

set names utf8mb4;

set time_zone = '+00:00';

create table countries (
    id int primary key,
    code char(2) not null unique,
    name varchar(100) not null
) character set utf8mb4;

create table users (
    id bigint primary key,
    email varchar(200) unique,
    name varchar(200) not null,
    country_id int not null,
    created_at timestamp(6) not null,
    foreign key (country_id) references countries (id)
) character set utf8mb4;

create table products (
    id bigint primary key,
    sku varchar(20) not null unique,
    name varchar(200) not null,
    price decimal(10, 2) not null,
    details json
) character set utf8mb4;

create table orders (
    id bigint primary key,
    user_id bigint not null,
    status varchar(20) not null,
    total decimal(12, 2) not null,
    tags json,
    note text,
    created_at timestamp(6) not null,
    deleted_at timestamp(6) null,
    foreign key (user_id) references users (id)
) character set utf8mb4;

create table order_items (
    id bigint primary key auto_increment,
    order_id bigint not null,
    product_id bigint not null,
    qty int not null,
    price decimal(10, 2) not null,
    foreign key (order_id) references orders (id),
    foreign key (product_id) references products (id)
) character set utf8mb4;

create table digits (d int primary key);

insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);

create view numbers as
select 1 + a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d as n
from digits a, digits b, digits c, digits d, digits e where e.d < 2;

insert into countries (id, code, name)
select
    n,
    concat(char(65 + floor((n - 1) / 26) using utf8mb4), char(65 + (n - 1) % 26 using utf8mb4)),
    coalesce(elt(n, 'Österreich', 'België', 'Côte d''Ivoire', 'Curaçao', '日本', '대한민국', 'مصر'), concat('Country ', n))
from numbers where n <= 200;

insert into users (id, email, name, country_id, created_at)
select
    n,
    case
        when n % 25 = 0 then null
        when n % 10 = 3 then concat('User', n, '@Example.com')
        else concat('user', n, '@example.com')
    end,
    concat(elt(1 + n % 6, 'Zoë', 'Łukasz', 'Søren', '李雷', 'Мария', 'Sam'), ' ', elt(1 + n % 5, 'Müller', 'O''Brien', '山田', 'Smith', 'Đặng')),
    1 + (n * 37) % 200,
    timestampadd(minute, n * 187, timestamp '2021-01-01 00:00:00')
from numbers where n <= 5000;

insert into products (id, sku, name, price, details)
select
    n,
    concat('SKU-', lpad(n, 6, '0')),
    concat(elt(1 + n % 4, 'Café crème', 'Tea', 'Mug', 'Jalapeño'), ' No. ', n),
    ((n * 7919) % 20000 + 99) / 100,
    case when n % 5 = 0 then null else json_object('colour', elt(1 + n % 3, 'rot', 'grün', '黒'), 'weight', n % 400) end
from numbers where n <= 2000;

insert into orders (id, user_id, status, total, tags, note, created_at, deleted_at)
select
    n,
    1 + (n * 7919) % 5000 - case when (1 + (n * 7919) % 5000) % 5 = 0 then 1 else 0 end,
    elt(1 + (n * 3) % 5, 'new', 'paid', 'shipped', 'delivered', 'cancelled'),
    0,
    case
        when n % 8 = 0 then null
        when n % 4 = 0 then json_array()
        when n % 3 = 0 then json_array(elt(1 + n % 5, 'gift', 'sale', 'vip', 'web', 'app'))
        else json_array(elt(1 + n % 5, 'gift', 'sale', 'vip', 'web', 'app'), elt(1 + n % 3, 'été', 'winter', '新品'))
    end,
    case when n % 7 = 0 then concat('Bitte „leise“ klingeln ☎ ', n) end,
    timestampadd(microsecond, n * 2233000123 + 1, timestamp '2025-01-01 00:00:00'),
    case when n % 49 = 0 then timestampadd(second, n, timestamp '2026-06-01 12:00:00') end
from numbers where n <= 10200;

insert into order_items (id, order_id, product_id, qty, price)
select 0, o.id, p.id, 1 + (o.id + line.d) % 4, p.price
from orders o
join digits line on line.d between 1 and elt(1 + o.id % 10, 1, 2, 3, 4, 5, 6, 2, 3, 4, 3)
join products p on p.id = 1 + (o.id * 613 + line.d * 101) % 2000
order by o.id, line.d;

update orders
set total = (select sum(i.qty * i.price) from order_items i where i.order_id = orders.id);

drop view numbers;

drop table digits;
