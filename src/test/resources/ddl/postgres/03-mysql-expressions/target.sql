-- TABLES

CREATE SCHEMA IF NOT EXISTS "public";
CREATE TABLE "public"."sums" (
  "id" integer NOT NULL,
  "a" integer NOT NULL,
  "b" numeric(10,2),
  "c" double precision,
  "name" character varying(20),
  "word" character varying(20),
  "born" date,
  "seen" timestamp(0) with time zone,
  "doc" jsonb,
  "flag" boolean,
  "total" numeric(12,2) GENERATED ALWAYS AS (("a"::numeric + "b"::numeric)) STORED,
  "twice" bigint GENERATED ALWAYS AS (("a"::numeric * 2::numeric)) STORED,
  "rest" integer GENERATED ALWAYS AS (("a"::numeric % NULLIF(3::numeric, 0))) STORED,
  "third" integer GENERATED ALWAYS AS (div("a"::numeric, NULLIF(3::numeric, 0))) STORED,
  "share" numeric(20,4),
  "large" smallint GENERATED ALWAYS AS (("a" > 100)::integer) STORED,
  "full_name" character varying(60) GENERATED ALWAYS AS (("name" || ' ' || "word" || '-' || "a"::text)) STORED,
  "initial" character varying(1),
  "born_in" integer GENERATED ALWAYS AS (EXTRACT(year FROM "born")::integer) STORED,
  "seen_on" date,
  "city" character varying(50),
  "state" character varying(10) GENERATED ALWAYS AS ((CASE WHEN ("a" > 10) THEN 'many' WHEN ("a" IS NULL) THEN 'none' ELSE 'few' END)) STORED,
  "safe" integer GENERATED ALWAYS AS (COALESCE("a", 0)) STORED,
  "chosen" character varying(10) GENERATED ALWAYS AS ((CASE WHEN (("a" >= 1) AND ("a" <= 5)) THEN 'in' ELSE 'out' END)) STORED,
  "padded" character varying(20),
  CONSTRAINT "dated" CHECK ((("born" >= '1900-01-01') AND ("born" < '2100-01-01'))),
  CONSTRAINT "kinds" CHECK (("name" IN ('x', 'y'))),
  CONSTRAINT "positive" CHECK (("a" > 0)),
  CONSTRAINT "whole" CHECK (((("flag"::integer = 1) OR ("c" >= 0)) OR ("name" LIKE 'a%')))
);
-- INDEXES

CREATE UNIQUE INDEX "sums_pkey" ON "public"."sums" USING btree ("id");
-- FOREIGN_KEYS

ALTER TABLE "public"."sums" ADD CONSTRAINT "sums_pkey" PRIMARY KEY USING INDEX "sums_pkey";
-- STATISTICS

ANALYZE "public"."sums";

-- findings

-- WARNING generated-as-plain table "sums", column "share": its expression is left out: a division of decimals has other digits in PostgreSQL; it becomes a plain column with the source's values; add the expression in PostgreSQL's language after the load
-- WARNING generated-as-plain table "sums", column "initial": its expression is left out: which letters change their case depends on the target's collation; it becomes a plain column with the source's values; add the expression in PostgreSQL's language after the load
-- WARNING generated-as-plain table "sums", column "seen_on": its expression is left out: a cast to date may answer something else in PostgreSQL; it becomes a plain column with the source's values; add the expression in PostgreSQL's language after the load
-- WARNING generated-as-plain table "sums", column "city": its expression is left out: values out of documents are printed otherwise in PostgreSQL; it becomes a plain column with the source's values; add the expression in PostgreSQL's language after the load
-- WARNING generated-as-plain table "sums", column "padded": its expression is left out: the function lpad() is not translated; it becomes a plain column with the source's values; add the expression in PostgreSQL's language after the load
-- WARNING check-left-out table "sums", check "folded": it is left out: it compares texts, which the source does without regard to case or accents; add it in PostgreSQL's language after the load, or see to it in the application
-- WARNING check-left-out table "sums", check "loose": it is left out: the source does not enforce it; add it in PostgreSQL's language after the load, or see to it in the application
-- WARNING check-left-out table "sums", check "matched": it is left out: the function regexp_like() is not translated; add it in PostgreSQL's language after the load, or see to it in the application
