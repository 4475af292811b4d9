CREATE TYPE "public"."exemption_ground" AS ENUM('already_informed', 'disproportionate', 'law', 'secrecy');--> statement-breakpoint
CREATE TYPE "public"."legal_basis" AS ENUM('consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interest');--> statement-breakpoint
CREATE TYPE "public"."notice_channel" AS ENUM('email', 'letter', 'in_person', 'telephone', 'website');--> statement-breakpoint
CREATE TYPE "public"."notice_kind" AS ENUM('sent', 'exempted', 'public');--> statement-breakpoint
CREATE TYPE "public"."person_request_kind" AS ENUM('access', 'rectification', 'erasure', 'restriction', 'objection', 'portability');--> statement-breakpoint
CREATE TYPE "public"."person_request_state" AS ENUM('received', 'verified', 'answered', 'refused');--> statement-breakpoint
CREATE TYPE "public"."processing_kind" AS ENUM('map', 'consultation', 'address_book');--> statement-breakpoint
CREATE TYPE "public"."reading_kind" AS ENUM('sheet', 'export', 'access_file');--> statement-breakpoint
ALTER TYPE "public"."link_purpose" ADD VALUE 'pass';--> statement-breakpoint
ALTER TYPE "public"."role" ADD VALUE 'dpo';--> statement-breakpoint
CREATE TABLE "audit_links" (
	"position" bigint PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_links_entry_id_unique" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_hash" text NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"request_id" uuid,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "erasures_person_hash_unique" UNIQUE("person_hash")
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"lifted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notice_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"name" text NOT NULL,
	"edition" integer DEFAULT 1 NOT NULL,
	"parts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"published_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"kind" "notice_kind" NOT NULL,
	"channel" "notice_channel",
	"happened_on" date NOT NULL,
	"template_id" uuid,
	"wording" text DEFAULT '' NOT NULL,
	"ground" "exemption_ground",
	"reason" text DEFAULT '' NOT NULL,
	"review_on" date,
	"source_url" text DEFAULT '' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "person_keys" (
	"stakeholder_id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"stakeholder_id" uuid,
	"kind" "person_request_kind" NOT NULL,
	"state" "person_request_state" DEFAULT 'received' NOT NULL,
	"requester" text DEFAULT '' NOT NULL,
	"details" text DEFAULT '' NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date NOT NULL,
	"extension_reason" text DEFAULT '' NOT NULL,
	"identity_check" text DEFAULT '' NOT NULL,
	"reply" text DEFAULT '' NOT NULL,
	"answered_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_requests_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "privacy_settings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"controller" text DEFAULT '' NOT NULL,
	"controller_contact" text DEFAULT '' NOT NULL,
	"dpo" text DEFAULT '' NOT NULL,
	"dpo_contact" text DEFAULT '' NOT NULL,
	"processors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "processings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"kind" "processing_kind" NOT NULL,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"legal_basis" "legal_basis" NOT NULL,
	"balancing_test" text DEFAULT '' NOT NULL,
	"owner_id" uuid NOT NULL,
	"ends_on" date NOT NULL,
	"recipients" text[] DEFAULT '{}' NOT NULL,
	"measures" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "processings_balanced" CHECK ("processings"."legal_basis" <> 'legitimate_interest' or "processings"."balancing_test" <> '')
);
--> statement-breakpoint
CREATE TABLE "purges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"counts" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "readings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"kind" "reading_kind" NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"trace_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"category" text NOT NULL,
	"months" integer NOT NULL,
	"justification" text DEFAULT '' NOT NULL,
	"automatic" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "retention_rules_category_unique" UNIQUE("category")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_hash" text NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"request_id" uuid,
	"lifted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_person_hash_unique" UNIQUE("person_hash")
);
--> statement-breakpoint
CREATE TABLE "text_reasons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"object_type" text NOT NULL,
	"object_id" uuid NOT NULL,
	"field" text NOT NULL,
	"classes" text[] NOT NULL,
	"reason" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"api_key_id" uuid NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "access_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_once" UNIQUE("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"user_id" uuid,
	"sealed" text DEFAULT '' NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_in_attempts_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "sealed" text;--> statement-breakpoint
ALTER TABLE "stakeholders" ADD COLUMN "restricted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "stakeholders" ADD COLUMN "first_contact_on" date;--> statement-breakpoint
ALTER TABLE "stakeholders" ADD COLUMN "last_contact_on" date;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD COLUMN "method" text DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_secret" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_last_step" integer;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_request_id_person_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."person_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_templates" ADD CONSTRAINT "notice_templates_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_template_id_notice_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."notice_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_requests" ADD CONSTRAINT "person_requests_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "processings" ADD CONSTRAINT "processings_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "processings" ADD CONSTRAINT "processings_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_request_id_person_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."person_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_attempts" ADD CONSTRAINT "sign_in_attempts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_stakeholder" ON "notices" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "person_requests_due" ON "person_requests" USING btree ("state","due_on");--> statement-breakpoint
CREATE INDEX "person_requests_stakeholder" ON "person_requests" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "readings_stakeholder" ON "readings" USING btree ("stakeholder_id","id");--> statement-breakpoint
CREATE INDEX "readings_actor" ON "readings" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "text_reasons_object" ON "text_reasons" USING btree ("object_type","object_id");--> statement-breakpoint
CREATE INDEX "audit_person" ON "audit_entries" USING btree ("person_id");--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;--> statement-breakpoint
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "audit_links_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_links" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "readings_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "readings" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
