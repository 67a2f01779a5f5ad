-- TABLES

CREATE SCHEMA IF NOT EXISTS "public";
CREATE TABLE "public"."by_expression" (
  "id" integer NOT NULL,
  "made" date NOT NULL
);
CREATE TABLE "public"."by_hash" (
  "id" integer NOT NULL
)
PARTITION BY HASH ("id");
CREATE TABLE "public"."by_hash_p0" PARTITION OF "public"."by_hash" FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE "public"."by_hash_p1" PARTITION OF "public"."by_hash" FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE "public"."by_hash_p2" PARTITION OF "public"."by_hash" FOR VALUES WITH (MODULUS 3, REMAINDER 2);
CREATE TABLE "public"."by_key" (
  "id" integer NOT NULL
)
PARTITION BY HASH ("id");
CREATE TABLE "public"."by_key_p0" PARTITION OF "public"."by_key" FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE "public"."by_key_p1" PARTITION OF "public"."by_key" FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE "public"."by_list" (
  "id" integer NOT NULL,
  "region" integer NOT NULL
)
PARTITION BY LIST ("region");
CREATE TABLE "public"."by_list_north" PARTITION OF "public"."by_list" FOR VALUES IN (1, 2);
CREATE TABLE "public"."by_list_south" PARTITION OF "public"."by_list" FOR VALUES IN (3);
CREATE TABLE "public"."by_number" (
  "n" integer
)
PARTITION BY RANGE ("n");
CREATE TABLE "public"."by_number_low" PARTITION OF "public"."by_number" FOR VALUES FROM (MINVALUE) TO (100);
CREATE TABLE "public"."by_number_high" PARTITION OF "public"."by_number" FOR VALUES FROM (100) TO (200);
CREATE TABLE "public"."by_number_rest" PARTITION OF "public"."by_number" DEFAULT;
CREATE TABLE "public"."by_text" (
  "name" character varying(20) NOT NULL
);
CREATE TABLE "public"."by_year" (
  "id" integer NOT NULL,
  "made" date NOT NULL
)
PARTITION BY RANGE ("made");
CREATE TABLE "public"."by_year_p2023" PARTITION OF "public"."by_year" FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE "public"."by_year_p2024" PARTITION OF "public"."by_year" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE "public"."by_year_rest" PARTITION OF "public"."by_year" FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);
-- INDEXES

CREATE UNIQUE INDEX "by_expression_pkey" ON "public"."by_expression" USING btree ("id", "made");
ALTER TABLE "public"."by_hash" ADD CONSTRAINT "by_hash_pkey" PRIMARY KEY ("id");
ALTER TABLE "public"."by_key" ADD CONSTRAINT "by_key_pkey" PRIMARY KEY ("id");
ALTER TABLE "public"."by_list" ADD CONSTRAINT "by_list_pkey" PRIMARY KEY ("id", "region");
ALTER TABLE "public"."by_list" ADD CONSTRAINT "u" UNIQUE ("region", "id");
CREATE UNIQUE INDEX "by_text_pkey" ON "public"."by_text" USING btree ("name");
ALTER TABLE "public"."by_year" ADD CONSTRAINT "by_year_pkey" PRIMARY KEY ("id", "made");
-- FOREIGN_KEYS

ALTER TABLE "public"."by_expression" ADD CONSTRAINT "by_expression_pkey" PRIMARY KEY USING INDEX "by_expression_pkey";
ALTER TABLE "public"."by_text" ADD CONSTRAINT "by_text_pkey" PRIMARY KEY USING INDEX "by_text_pkey";
-- STATISTICS

ANALYZE "public"."by_expression";
ANALYZE "public"."by_hash";
ANALYZE "public"."by_key";
ANALYZE "public"."by_list";
ANALYZE "public"."by_number";
ANALYZE "public"."by_text";
ANALYZE "public"."by_year";

-- findings

-- WARNING partitions-left-out table "by_expression": it becomes one table without partitions: it is partitioned by an expression, over which PostgreSQL keeps no key, or by a column that is left out; partition it in PostgreSQL's language after the load where queries need it
-- WARNING unique-by-case table "by_text", index "PRIMARY": the source takes texts in "name" as equal that differ in case or accents only, the target does not: such rows become possible; say "type: citext" to ignore case, or see to it in the application
-- WARNING partitions-left-out table "by_text": it becomes one table without partitions: the order of character varying(20) may differ from the source's; partition it in PostgreSQL's language after the load where queries need it
