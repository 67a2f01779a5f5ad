-- TABLES

CREATE SCHEMA IF NOT EXISTS "public";
CREATE SEQUENCE "public"."numbers" START WITH 5 INCREMENT BY 1 MAXVALUE 9223372036854775806;
CREATE TABLE "public"."things" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "address" inet,
  "flag" smallint DEFAULT 1 NOT NULL,
  "name" character varying(20) DEFAULT 'it''s',
  "made" timestamp(3) without time zone DEFAULT LOCALTIMESTAMP(3),
  "touched" timestamp(0) with time zone DEFAULT CURRENT_TIMESTAMP(0) NOT NULL,
  "doc" jsonb,
  "n" integer DEFAULT ((1::numeric + 2::numeric)),
  "counted" bigint DEFAULT nextval('"public"."numbers"'::regclass),
  "price" numeric(8,3) DEFAULT 0.500,
  "twice" integer GENERATED ALWAYS AS (("n"::numeric * 2::numeric)) STORED,
  "label" character varying(30) GENERATED ALWAYS AS (("name" || ':' || "n"::text)) STORED,
  CONSTRAINT "positive" CHECK ((("n" > 0) AND ("price" <> 0)))
);
-- INDEXES

CREATE UNIQUE INDEX "things_pkey" ON "public"."things" USING btree ("id");
CREATE INDEX "made" ON "public"."things" USING btree ("made");
-- FOREIGN_KEYS

ALTER TABLE "public"."things" ADD CONSTRAINT "things_pkey" PRIMARY KEY USING INDEX "things_pkey";
-- STATISTICS

ANALYZE "public"."things";

-- findings

-- WARNING on-update table "things", column "made": MySQL sets it to current_timestamp(3) with each change of the row; PostgreSQL does that with a trigger only, which is not made because it would change rows that are synchronised or repaired; when the application moves over, run: CREATE FUNCTION "public"."set_things_made"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."made" := CURRENT_TIMESTAMP; RETURN NEW; END $$; CREATE TRIGGER "set_made" BEFORE UPDATE ON "public"."things" FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.* AND OLD."made" IS NOT DISTINCT FROM NEW."made") EXECUTE FUNCTION "public"."set_things_made"()
