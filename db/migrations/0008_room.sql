CREATE TYPE "public"."link_purpose" AS ENUM('invitation', 'confirmation', 'minutes', 'verification', 'opt_out');--> statement-breakpoint
CREATE TYPE "public"."body_kind" AS ENUM('committee', 'commission', 'forum', 'council', 'working_group');--> statement-breakpoint
CREATE TYPE "public"."commitment_event_kind" AS ENUM('progress', 'blocked', 'resumed', 'dropped', 'done', 'verified', 'contested', 'reopened');--> statement-breakpoint
CREATE TYPE "public"."document_audience" AS ENUM('internal', 'participants', 'public');--> statement-breakpoint
CREATE TYPE "public"."mail_kind" AS ENUM('invitation', 'invitation_update', 'cancellation', 'seat_free', 'minutes', 'confirmation', 'answer', 'verification', 'reminder', 'digest');--> statement-breakpoint
CREATE TYPE "public"."mail_status" AS ENUM('queued', 'sending', 'sent', 'parked', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."correction_status" AS ENUM('asked', 'accepted', 'refused');--> statement-breakpoint
CREATE TYPE "public"."minutes_detail" AS ENUM('by_holder', 'by_college');--> statement-breakpoint
CREATE TYPE "public"."minutes_status" AS ENUM('draft', 'circulated', 'corrected', 'approved', 'published');--> statement-breakpoint
CREATE TYPE "public"."answer_channel" AS ENUM('mail', 'letter', 'in_person', 'published');--> statement-breakpoint
CREATE TYPE "public"."outcome_kind" AS ENUM('retained', 'partly_retained', 'not_retained', 'deferred');--> statement-breakpoint
CREATE TYPE "public"."operation_status" AS ENUM('applied', 'refused', 'conflict', 'discarded');--> statement-breakpoint
CREATE TYPE "public"."attendance_method" AS ENUM('list', 'code', 'qr', 'walk_in');--> statement-breakpoint
CREATE TYPE "public"."engagement_level" AS ENUM('passive', 'monitor', 'advocate', 'inform', 'transact', 'consult', 'negotiate', 'involve', 'collaborate', 'empower');--> statement-breakpoint
CREATE TYPE "public"."invitation_role" AS ENUM('participant', 'observer');--> statement-breakpoint
CREATE TYPE "public"."reason_rule" AS ENUM('optional', 'required_for_disagreement', 'required');--> statement-breakpoint
ALTER TYPE "public"."invitation_status" ADD VALUE 'waitlisted';--> statement-breakpoint
ALTER TYPE "public"."invitation_status" ADD VALUE 'represented';--> statement-breakpoint
CREATE TABLE "access_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" "link_purpose" NOT NULL,
	"object_id" uuid NOT NULL,
	"stakeholder_id" uuid,
	"session_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"created_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_links_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "bodies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"name" text NOT NULL,
	"kind" "body_kind" NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"since" date,
	"ceased_on" date,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "bodies_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "commitment_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment_id" uuid NOT NULL,
	"kind" "commitment_event_kind" NOT NULL,
	"progress" smallint,
	"reason" text DEFAULT '' NOT NULL,
	"evidence_url" text DEFAULT '' NOT NULL,
	"evidence_file_id" uuid,
	"evidence_name" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"stakeholder_id" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "commitment_events_progress" CHECK (("commitment_events"."kind" = 'progress') = ("commitment_events"."progress" is not null) and ("commitment_events"."progress" is null or "commitment_events"."progress" between 0 and 100)),
	CONSTRAINT "commitment_events_reason" CHECK ("commitment_events"."kind" not in ('blocked', 'dropped', 'contested', 'reopened') or "commitment_events"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "commitment_milestones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"title" text NOT NULL,
	"weight" real DEFAULT 1 NOT NULL,
	"due_on" date,
	"done_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commitment_milestones_rank" UNIQUE("commitment_id","rank"),
	CONSTRAINT "commitment_milestones_weight" CHECK ("commitment_milestones"."weight" > 0)
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"statement" text NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"owner" text NOT NULL,
	"owner_user_id" uuid,
	"owner_stakeholder_id" uuid,
	"counterpart_id" uuid,
	"point_id" uuid,
	"session_id" uuid,
	"made_on" date NOT NULL,
	"due_on" date,
	"internal_note" text DEFAULT '' NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "commitments_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_sha256_unique" UNIQUE("sha256")
);
--> statement-breakpoint
CREATE TABLE "session_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"title" text NOT NULL,
	"file_name" text NOT NULL,
	"audience" "document_audience" DEFAULT 'participants' NOT NULL,
	"created_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "mail_opt_outs" (
	"address_hash" text NOT NULL,
	"kind" "mail_kind" NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_opt_outs_address_hash_kind_pk" PRIMARY KEY("address_hash","kind")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "mail_kind" NOT NULL,
	"to_address" text NOT NULL,
	"to_name" text DEFAULT '' NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text DEFAULT '' NOT NULL,
	"secret" text,
	"link_path" text DEFAULT '' NOT NULL,
	"calendar" text,
	"calendar_method" text,
	"object_type" text NOT NULL,
	"object_id" uuid NOT NULL,
	"perimeter_id" uuid,
	"status" "mail_status" DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"last_error" text DEFAULT '' NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minutes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"status" "minutes_status" DEFAULT 'draft' NOT NULL,
	"detail" "minutes_detail" DEFAULT 'by_holder' NOT NULL,
	"introduction" text DEFAULT '' NOT NULL,
	"conclusion" text DEFAULT '' NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"corrections_until" date,
	"approved_by_body_id" uuid,
	"approved_by" text DEFAULT '' NOT NULL,
	"approved_on" date,
	"published_at" timestamp (3) with time zone,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "minutes_session_id_unique" UNIQUE("session_id")
);
--> statement-breakpoint
CREATE TABLE "minutes_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"minutes_id" uuid NOT NULL,
	"version_number" integer NOT NULL,
	"stakeholder_id" uuid,
	"user_id" uuid,
	"text" text NOT NULL,
	"status" "correction_status" DEFAULT 'asked' NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minutes_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"minutes_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"status" "minutes_status" NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "minutes_versions_number" UNIQUE("minutes_id","number")
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"outcome_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"text" text NOT NULL,
	"channel" "answer_channel" NOT NULL,
	"mail_id" uuid,
	"given_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"point_id" uuid NOT NULL,
	"session_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"kind" "outcome_kind" NOT NULL,
	"statement" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"decided_by" text NOT NULL,
	"body_id" uuid,
	"decided_on" date NOT NULL,
	"review_on" date,
	"reviewed_at" timestamp (3) with time zone,
	"recorded_by" uuid,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outcomes_reason" CHECK ("outcomes"."kind" = 'retained' or "outcomes"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "position_confirmations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position_id" uuid NOT NULL,
	"verdict" "position_confirmation" NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"link_id" uuid,
	"recorded_by" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_operations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"status" "operation_status" NOT NULL,
	"code" text DEFAULT '' NOT NULL,
	"result_id" uuid,
	"said_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "session_operations_order" UNIQUE("session_id","device_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "session_template_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"title" text NOT NULL,
	"aim" "agenda_aim" NOT NULL,
	"duration_minutes" integer NOT NULL,
	"point_id" uuid,
	CONSTRAINT "session_template_items_rank" UNIQUE("template_id","rank"),
	CONSTRAINT "session_template_items_duration" CHECK ("session_template_items"."duration_minutes" between 1 and 1440)
);
--> statement-breakpoint
CREATE TABLE "session_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"aim" text DEFAULT '' NOT NULL,
	"form" "session_form" NOT NULL,
	"engagement_level" "engagement_level",
	"reason_rule" "reason_rule" DEFAULT 'optional' NOT NULL,
	"seats" integer,
	"perimeter_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"stakeholder_id" uuid,
	"organisation" text DEFAULT '' NOT NULL,
	"person_name" text DEFAULT '' NOT NULL,
	"person_role" text DEFAULT '' NOT NULL,
	"method" "attendance_method" NOT NULL,
	"device_key" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_ins_once" UNIQUE("session_id","device_key")
);
--> statement-breakpoint
CREATE TABLE "read_backs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"point_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"confirmed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "qualifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"skill" text NOT NULL,
	"granted_on" date NOT NULL,
	"expires_on" date,
	"source" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "iso_ties" DROP CONSTRAINT "iso_ties_one_target";--> statement-breakpoint
ALTER TABLE "iso_ties" ADD COLUMN "commitment_id" uuid;--> statement-breakpoint
ALTER TABLE "positions" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD COLUMN "started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attendances" ADD COLUMN "method" "attendance_method" DEFAULT 'list' NOT NULL;--> statement-breakpoint
ALTER TABLE "attendances" ADD COLUMN "proxy_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "role" "invitation_role" DEFAULT 'participant' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "email" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "proxy_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "answer_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "registered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "engagement_level" "engagement_level";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "body_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "seats" integer;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "reason_rule" "reason_rule" DEFAULT 'optional' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "video_url" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "check_in_code" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "calendar_sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "mandates" ADD COLUMN "email" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "digest" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bodies" ADD CONSTRAINT "bodies_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_events" ADD CONSTRAINT "commitment_events_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_events" ADD CONSTRAINT "commitment_events_evidence_file_id_files_id_fk" FOREIGN KEY ("evidence_file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_events" ADD CONSTRAINT "commitment_events_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_events" ADD CONSTRAINT "commitment_events_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_milestones" ADD CONSTRAINT "commitment_milestones_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_owner_user_id_users_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_owner_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("owner_stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_counterpart_id_stakeholders_id_fk" FOREIGN KEY ("counterpart_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_documents" ADD CONSTRAINT "session_documents_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_documents" ADD CONSTRAINT "session_documents_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_documents" ADD CONSTRAINT "session_documents_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_approved_by_body_id_bodies_id_fk" FOREIGN KEY ("approved_by_body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_corrections" ADD CONSTRAINT "minutes_corrections_minutes_id_minutes_id_fk" FOREIGN KEY ("minutes_id") REFERENCES "public"."minutes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_corrections" ADD CONSTRAINT "minutes_corrections_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_corrections" ADD CONSTRAINT "minutes_corrections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_versions" ADD CONSTRAINT "minutes_versions_minutes_id_minutes_id_fk" FOREIGN KEY ("minutes_id") REFERENCES "public"."minutes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_versions" ADD CONSTRAINT "minutes_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_outcome_id_outcomes_id_fk" FOREIGN KEY ("outcome_id") REFERENCES "public"."outcomes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_body_id_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_confirmations" ADD CONSTRAINT "position_confirmations_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_confirmations" ADD CONSTRAINT "position_confirmations_link_id_access_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."access_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_confirmations" ADD CONSTRAINT "position_confirmations_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_operations" ADD CONSTRAINT "session_operations_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_operations" ADD CONSTRAINT "session_operations_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_template_items" ADD CONSTRAINT "session_template_items_template_id_session_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."session_templates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_template_items" ADD CONSTRAINT "session_template_items_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_templates" ADD CONSTRAINT "session_templates_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_links_object" ON "access_links" USING btree ("purpose","object_id");--> statement-breakpoint
CREATE INDEX "access_links_stakeholder" ON "access_links" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "access_links_session" ON "access_links" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "commitment_events_commitment" ON "commitment_events" USING btree ("commitment_id","at");--> statement-breakpoint
CREATE INDEX "commitments_point" ON "commitments" USING btree ("point_id");--> statement-breakpoint
CREATE INDEX "commitments_session" ON "commitments" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "commitments_counterpart" ON "commitments" USING btree ("counterpart_id");--> statement-breakpoint
CREATE INDEX "commitments_due" ON "commitments" USING btree ("due_on");--> statement-breakpoint
CREATE INDEX "session_documents_session" ON "session_documents" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("status","next_attempt_at");--> statement-breakpoint
CREATE INDEX "mails_object" ON "mails" USING btree ("object_type","object_id");--> statement-breakpoint
CREATE INDEX "minutes_corrections_minutes" ON "minutes_corrections" USING btree ("minutes_id");--> statement-breakpoint
CREATE INDEX "answers_outcome" ON "answers" USING btree ("outcome_id","stakeholder_id");--> statement-breakpoint
CREATE INDEX "answers_stakeholder" ON "answers" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "outcomes_point" ON "outcomes" USING btree ("point_id","decided_on");--> statement-breakpoint
CREATE INDEX "outcomes_review" ON "outcomes" USING btree ("review_on");--> statement-breakpoint
CREATE INDEX "position_confirmations_position" ON "position_confirmations" USING btree ("position_id","at");--> statement-breakpoint
CREATE INDEX "session_operations_session" ON "session_operations" USING btree ("session_id","status");--> statement-breakpoint
CREATE INDEX "check_ins_stakeholder" ON "check_ins" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "read_backs_session" ON "read_backs" USING btree ("session_id","point_id");--> statement-breakpoint
CREATE INDEX "qualifications_user" ON "qualifications" USING btree ("user_id","skill");--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_corrects_id_positions_id_fk" FOREIGN KEY ("corrects_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_proxy_id_stakeholders_id_fk" FOREIGN KEY ("proxy_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_proxy_id_stakeholders_id_fk" FOREIGN KEY ("proxy_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_body_id_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_body" ON "sessions" USING btree ("body_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_check_in_code" ON "sessions" USING btree ("check_in_code");--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_commitment" UNIQUE("area_id","commitment_id");--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_one_target" CHECK (num_nonnulls("iso_ties"."impact_id", "iso_ties"."expectation_id", "iso_ties"."point_id", "iso_ties"."commitment_id") = 1);--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_seats" CHECK ("sessions"."seats" between 1 and 10000);