CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TYPE "public"."area_certainty" AS ENUM('norm', 'document', 'to_confirm');--> statement-breakpoint
CREATE TYPE "public"."impact_actuality" AS ENUM('actual', 'potential');--> statement-breakpoint
CREATE TYPE "public"."impact_direction" AS ENUM('of_organisation', 'on_organisation');--> statement-breakpoint
CREATE TYPE "public"."impact_directness" AS ENUM('direct', 'indirect');--> statement-breakpoint
CREATE TYPE "public"."impact_horizon" AS ENUM('short', 'medium', 'long');--> statement-breakpoint
CREATE TYPE "public"."impact_involvement" AS ENUM('affected', 'affecting');--> statement-breakpoint
CREATE TYPE "public"."value_chain_stage" AS ENUM('upstream', 'own', 'downstream');--> statement-breakpoint
CREATE TYPE "public"."import_state" AS ENUM('uploaded', 'checked', 'committed', 'undone');--> statement-breakpoint
CREATE TYPE "public"."import_target" AS ENUM('stakeholders', 'ties');--> statement-breakpoint
CREATE TYPE "public"."map_node_type" AS ENUM('stakeholder', 'impact', 'area');--> statement-breakpoint
CREATE TYPE "public"."perimeter_kind" AS ENUM('national', 'region', 'direction');--> statement-breakpoint
CREATE TYPE "public"."position_confirmation" AS ENUM('unconfirmed', 'confirmed', 'corrected', 'contested');--> statement-breakpoint
CREATE TYPE "public"."position_manner" AS ENUM('in_room', 'written', 'inferred');--> statement-breakpoint
CREATE TYPE "public"."position_state" AS ENUM('stated', 'abstained', 'no_answer', 'not_asked', 'left_before');--> statement-breakpoint
CREATE TYPE "public"."agenda_aim" AS ENUM('inform', 'consult', 'decide');--> statement-breakpoint
CREATE TYPE "public"."attendance_status" AS ENUM('present', 'remote', 'absent', 'apologised', 'represented', 'observer');--> statement-breakpoint
CREATE TYPE "public"."invitation_status" AS ENUM('invited', 'registered', 'apologised');--> statement-breakpoint
CREATE TYPE "public"."session_form" AS ENUM('in_room', 'online', 'hybrid');--> statement-breakpoint
CREATE TYPE "public"."session_status" AS ENUM('planned', 'open', 'closed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."side" AS ENUM('internal', 'external');--> statement-breakpoint
CREATE TYPE "public"."sphere" AS ENUM('participates', 'observes', 'relates');--> statement-breakpoint
CREATE TYPE "public"."stakeholder_kind" AS ENUM('organisation', 'group', 'person');--> statement-breakpoint
CREATE TYPE "public"."stakeholder_status" AS ENUM('active', 'emerging', 'archived');--> statement-breakpoint
CREATE TYPE "public"."tie_basis" AS ENUM('declared', 'inferred');--> statement-breakpoint
CREATE TYPE "public"."locale" AS ENUM('fr', 'en');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('administrator', 'staff', 'facilitator', 'relay', 'reader', 'integrator');--> statement-breakpoint
CREATE TABLE "areas" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"certainty" "area_certainty" DEFAULT 'norm' NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "areas_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "orientations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orientations_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "pillar_areas" (
	"pillar_id" uuid NOT NULL,
	"area_id" uuid NOT NULL,
	CONSTRAINT "pillar_areas_pillar_id_area_id_pk" PRIMARY KEY("pillar_id","area_id")
);
--> statement-breakpoint
CREATE TABLE "pillars" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"issues" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "pillars_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "pledges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pillar_id" uuid,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pledges_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "practices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "practices_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "subjects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subjects_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "expectations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"area_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"statement" text NOT NULL,
	"weight" smallint NOT NULL,
	"source" text NOT NULL,
	"stated_on" date NOT NULL,
	"recorded_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "expectations_weight_range" CHECK ("expectations"."weight" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "impact_stakeholders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"impact_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"involvement" "impact_involvement" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "impact_stakeholders_once" UNIQUE("impact_id","stakeholder_id","involvement")
);
--> statement-breakpoint
CREATE TABLE "impacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"direction" "impact_direction" NOT NULL,
	"sign" smallint NOT NULL,
	"directness" "impact_directness" NOT NULL,
	"actuality" "impact_actuality" NOT NULL,
	"scale" smallint NOT NULL,
	"scope" smallint NOT NULL,
	"irremediability" smallint NOT NULL,
	"likelihood" smallint,
	"horizon" "impact_horizon" NOT NULL,
	"stage" "value_chain_stage" NOT NULL,
	"pillar_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"since" date NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "impacts_reference_unique" UNIQUE("reference"),
	CONSTRAINT "impacts_sign" CHECK ("impacts"."sign" in (-1, 1)),
	CONSTRAINT "impacts_parts_range" CHECK ("impacts"."scale" between 1 and 5 and "impacts"."scope" between 1 and 5 and "impacts"."irremediability" between 1 and 5),
	CONSTRAINT "impacts_likelihood" CHECK (("impacts"."actuality" = 'potential') = ("impacts"."likelihood" is not null) and ("impacts"."likelihood" is null or "impacts"."likelihood" between 1 and 5))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"target" "import_target" NOT NULL,
	"state" "import_state" DEFAULT 'uploaded' NOT NULL,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"encoding" text NOT NULL,
	"delimiter" text NOT NULL,
	"headers" text[] NOT NULL,
	"rows" jsonb NOT NULL,
	"row_count" integer NOT NULL,
	"mapping" jsonb NOT NULL,
	"defaults" jsonb NOT NULL,
	"report" jsonb,
	"perimeter_id" uuid NOT NULL,
	"created_by" uuid,
	"committed_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "iso_ties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"area_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"impact_id" uuid,
	"expectation_id" uuid,
	"point_id" uuid,
	"reviewed_by" uuid,
	"reviewed_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "iso_ties_impact" UNIQUE("area_id","impact_id"),
	CONSTRAINT "iso_ties_expectation" UNIQUE("area_id","expectation_id"),
	CONSTRAINT "iso_ties_point" UNIQUE("area_id","point_id"),
	CONSTRAINT "iso_ties_one_target" CHECK (num_nonnulls("iso_ties"."impact_id", "iso_ties"."expectation_id", "iso_ties"."point_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "map_places" (
	"lens" text NOT NULL,
	"node_type" "map_node_type" NOT NULL,
	"node_id" uuid NOT NULL,
	"x" double precision NOT NULL,
	"y" double precision NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "map_places_lens_node_type_node_id_pk" PRIMARY KEY("lens","node_type","node_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"screen" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"state" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "perimeters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" "perimeter_kind" NOT NULL,
	"parent_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "perimeters_code_unique" UNIQUE("code"),
	CONSTRAINT "perimeters_root_is_national" CHECK ("perimeters"."parent_id" is not null or "perimeters"."kind" = 'national')
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" uuid,
	"perimeter_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"trace_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" uuid NOT NULL,
	"perimeter_id" uuid,
	"actor" text NOT NULL,
	"txid" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"principal" text NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_principal_route_key_pk" PRIMARY KEY("principal","route","key")
);
--> statement-breakpoint
CREATE TABLE "agreement_thresholds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"min_holders" integer NOT NULL,
	"min_asked_share" real NOT NULL,
	"convergence_agreement" real NOT NULL,
	"divergence_share" real NOT NULL,
	"reason" text NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "point_impacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"point_id" uuid NOT NULL,
	"impact_id" uuid NOT NULL,
	CONSTRAINT "point_impacts_once" UNIQUE("point_id","impact_id")
);
--> statement-breakpoint
CREATE TABLE "point_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"point_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"statement" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "point_versions_number" UNIQUE("point_id","number")
);
--> statement-breakpoint
CREATE TABLE "points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "points_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"point_id" uuid NOT NULL,
	"point_version_id" uuid NOT NULL,
	"holder_id" uuid NOT NULL,
	"mandate_id" uuid,
	"session_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"state" "position_state" NOT NULL,
	"value" smallint,
	"reason" text DEFAULT '' NOT NULL,
	"reservation" text DEFAULT '' NOT NULL,
	"condition" text DEFAULT '' NOT NULL,
	"manner" "position_manner" NOT NULL,
	"source" text NOT NULL,
	"stated_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmation" "position_confirmation" DEFAULT 'unconfirmed' NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "positions_value" CHECK (("positions"."state" = 'stated') = ("positions"."value" is not null) and ("positions"."value" is null or "positions"."value" between -2 and 2))
);
--> statement-breakpoint
CREATE TABLE "agenda_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"title" text NOT NULL,
	"aim" "agenda_aim" NOT NULL,
	"duration_minutes" integer NOT NULL,
	"owner" text DEFAULT '' NOT NULL,
	"result" text DEFAULT '' NOT NULL,
	"point_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agenda_items_duration" CHECK ("agenda_items"."duration_minutes" between 1 and 1440)
);
--> statement-breakpoint
CREATE TABLE "attendances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"mandate_id" uuid,
	"status" "attendance_status" NOT NULL,
	"arrived_at" timestamp (3) with time zone,
	"left_at" timestamp (3) with time zone,
	"headcount" smallint DEFAULT 1 NOT NULL,
	"recorded_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attendances_once" UNIQUE("session_id","stakeholder_id"),
	CONSTRAINT "attendances_left_after_arrival" CHECK ("attendances"."left_at" >= "attendances"."arrived_at"),
	CONSTRAINT "attendances_headcount" CHECK ("attendances"."headcount" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"mandate_id" uuid,
	"status" "invitation_status" DEFAULT 'invited' NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_once" UNIQUE("session_id","stakeholder_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"aim" text DEFAULT '' NOT NULL,
	"form" "session_form" NOT NULL,
	"status" "session_status" DEFAULT 'planned' NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"facilitator_id" uuid,
	"summary" text DEFAULT '' NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "sessions_reference_unique" UNIQUE("reference"),
	CONSTRAINT "sessions_ends_after_start" CHECK ("sessions"."ends_at" >= "sessions"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"side" "side" NOT NULL,
	"sphere" "sphere" NOT NULL,
	"contractual" boolean NOT NULL,
	"icon" text NOT NULL,
	"colour" integer NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "categories_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"role" text NOT NULL,
	"college" text DEFAULT '' NOT NULL,
	"spokesperson" boolean DEFAULT false NOT NULL,
	"start_on" text,
	"end_on" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "mandates_two_parties" CHECK ("mandates"."person_id" <> "mandates"."organisation_id")
);
--> statement-breakpoint
CREATE TABLE "reference_counters" (
	"key" text PRIMARY KEY NOT NULL,
	"value" integer NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stakeholders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"kind" "stakeholder_kind" NOT NULL,
	"name" text NOT NULL,
	"category_id" uuid,
	"side" "side" NOT NULL,
	"contractual" boolean DEFAULT false NOT NULL,
	"sphere" "sphere" NOT NULL,
	"status" "stakeholder_status" DEFAULT 'active' NOT NULL,
	"parent_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"headcount" integer,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"since" date NOT NULL,
	"archived_on" date,
	"fictional" boolean DEFAULT false NOT NULL,
	"external_id" text,
	"import_id" uuid,
	"search_name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "stakeholders_reference_unique" UNIQUE("reference"),
	CONSTRAINT "stakeholders_headcount_positive" CHECK ("stakeholders"."headcount" >= 0),
	CONSTRAINT "stakeholders_not_own_parent" CHECK ("stakeholders"."parent_id" <> "stakeholders"."id")
);
--> statement-breakpoint
CREATE TABLE "tie_types" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"reverse_fr" text NOT NULL,
	"reverse_en" text NOT NULL,
	"from_kinds" "stakeholder_kind"[] NOT NULL,
	"to_kinds" "stakeholder_kind"[] NOT NULL,
	"directed" boolean NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tie_types_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "ties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"strength" smallint DEFAULT 2 NOT NULL,
	"sign" smallint DEFAULT 0 NOT NULL,
	"basis" "tie_basis" DEFAULT 'declared' NOT NULL,
	"start_on" text,
	"end_on" text,
	"source" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"confirmed_by_id" uuid,
	"confirmed_on" date,
	"external_id" text,
	"import_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "ties_two_ends" CHECK ("ties"."from_id" <> "ties"."to_id"),
	CONSTRAINT "ties_strength_range" CHECK ("ties"."strength" between 0 and 4),
	CONSTRAINT "ties_sign_range" CHECK ("ties"."sign" between -1 and 1)
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_prefix_unique" UNIQUE("prefix"),
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "role" NOT NULL,
	"perimeter_id" uuid NOT NULL,
	CONSTRAINT "grants_once" UNIQUE("user_id","role","perimeter_id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_started_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_ins_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"locale" "locale" DEFAULT 'fr' NOT NULL,
	"password_hash" text,
	"demonstration" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"last_sign_in_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "areas" ADD CONSTRAINT "areas_subject_id_subjects_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subjects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pillar_areas" ADD CONSTRAINT "pillar_areas_pillar_id_pillars_id_fk" FOREIGN KEY ("pillar_id") REFERENCES "public"."pillars"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pillar_areas" ADD CONSTRAINT "pillar_areas_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_pillar_id_pillars_id_fk" FOREIGN KEY ("pillar_id") REFERENCES "public"."pillars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectations" ADD CONSTRAINT "expectations_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectations" ADD CONSTRAINT "expectations_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectations" ADD CONSTRAINT "expectations_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectations" ADD CONSTRAINT "expectations_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_stakeholders" ADD CONSTRAINT "impact_stakeholders_impact_id_impacts_id_fk" FOREIGN KEY ("impact_id") REFERENCES "public"."impacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_stakeholders" ADD CONSTRAINT "impact_stakeholders_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impacts" ADD CONSTRAINT "impacts_pillar_id_pillars_id_fk" FOREIGN KEY ("pillar_id") REFERENCES "public"."pillars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impacts" ADD CONSTRAINT "impacts_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_impact_id_impacts_id_fk" FOREIGN KEY ("impact_id") REFERENCES "public"."impacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_expectation_id_expectations_id_fk" FOREIGN KEY ("expectation_id") REFERENCES "public"."expectations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_reviewed_by_users_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "perimeters" ADD CONSTRAINT "perimeters_parent_id_perimeters_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_thresholds" ADD CONSTRAINT "agreement_thresholds_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_impacts" ADD CONSTRAINT "point_impacts_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_impacts" ADD CONSTRAINT "point_impacts_impact_id_impacts_id_fk" FOREIGN KEY ("impact_id") REFERENCES "public"."impacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_versions" ADD CONSTRAINT "point_versions_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_versions" ADD CONSTRAINT "point_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points" ADD CONSTRAINT "points_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_point_version_id_point_versions_id_fk" FOREIGN KEY ("point_version_id") REFERENCES "public"."point_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_holder_id_stakeholders_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_mandate_id_mandates_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_mandate_id_mandates_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_mandate_id_mandates_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_facilitator_id_users_id_fk" FOREIGN KEY ("facilitator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_person_id_stakeholders_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_organisation_id_stakeholders_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stakeholders" ADD CONSTRAINT "stakeholders_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stakeholders" ADD CONSTRAINT "stakeholders_parent_id_stakeholders_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stakeholders" ADD CONSTRAINT "stakeholders_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stakeholders" ADD CONSTRAINT "stakeholders_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ties" ADD CONSTRAINT "ties_type_id_tie_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."tie_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ties" ADD CONSTRAINT "ties_from_id_stakeholders_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ties" ADD CONSTRAINT "ties_to_id_stakeholders_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ties" ADD CONSTRAINT "ties_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ties" ADD CONSTRAINT "ties_confirmed_by_id_stakeholders_id_fk" FOREIGN KEY ("confirmed_by_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ties" ADD CONSTRAINT "ties_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "expectations_stakeholder" ON "expectations" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "expectations_area" ON "expectations" USING btree ("area_id");--> statement-breakpoint
CREATE INDEX "impact_stakeholders_stakeholder" ON "impact_stakeholders" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "iso_ties_area" ON "iso_ties" USING btree ("area_id");--> statement-breakpoint
CREATE INDEX "audit_object" ON "audit_entries" USING btree ("object_type","object_id");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "events_object" ON "events" USING btree ("object_type","object_id");--> statement-breakpoint
CREATE INDEX "point_impacts_impact" ON "point_impacts" USING btree ("impact_id");--> statement-breakpoint
CREATE INDEX "positions_current" ON "positions" USING btree ("point_id","holder_id","stated_at");--> statement-breakpoint
CREATE INDEX "positions_holder" ON "positions" USING btree ("holder_id");--> statement-breakpoint
CREATE INDEX "positions_session" ON "positions" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "agenda_items_session" ON "agenda_items" USING btree ("session_id","rank");--> statement-breakpoint
CREATE INDEX "agenda_items_point" ON "agenda_items" USING btree ("point_id");--> statement-breakpoint
CREATE INDEX "attendances_stakeholder" ON "attendances" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "invitations_stakeholder" ON "invitations" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "sessions_starts_at" ON "sessions" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "mandates_person" ON "mandates" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mandates_organisation" ON "mandates" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "stakeholders_search" ON "stakeholders" USING gin ("search_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "stakeholders_listed" ON "stakeholders" USING btree ("perimeter_id","search_name","id");--> statement-breakpoint
CREATE INDEX "stakeholders_sorted" ON "stakeholders" USING btree ("search_name","id");--> statement-breakpoint
CREATE INDEX "stakeholders_tags" ON "stakeholders" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "stakeholders_category" ON "stakeholders" USING btree ("category_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stakeholders_external_id" ON "stakeholders" USING btree ("perimeter_id","external_id") WHERE "stakeholders"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "ties_from" ON "ties" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "ties_to" ON "ties" USING btree ("to_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ties_external_id" ON "ties" USING btree ("perimeter_id","external_id") WHERE "ties"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "sign_ins_user" ON "sign_ins" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));