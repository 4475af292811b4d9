CREATE TYPE "public"."block_kind" AS ENUM('heading', 'text', 'figure', 'table', 'chart', 'map', 'point', 'commitment', 'index');--> statement-breakpoint
CREATE TYPE "public"."edition_status" AS ENUM('draft', 'frozen', 'published', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."evaluation_status" AS ENUM('draft', 'open', 'closed');--> statement-breakpoint
CREATE TYPE "public"."question_kind" AS ENUM('scale', 'choice', 'yes_no', 'text');--> statement-breakpoint
CREATE TYPE "public"."indicator_aggregation" AS ENUM('sum', 'mean', 'ratio', 'last');--> statement-breakpoint
CREATE TYPE "public"."indicator_direction" AS ENUM('up', 'down', 'none');--> statement-breakpoint
CREATE TYPE "public"."indicator_frequency" AS ENUM('monthly', 'quarterly', 'half_yearly', 'yearly');--> statement-breakpoint
CREATE TYPE "public"."indicator_source" AS ENUM('automatic', 'collected');--> statement-breakpoint
CREATE TYPE "public"."indicator_theme" AS ENUM('dialogue', 'footprint', 'social', 'societal', 'other');--> statement-breakpoint
CREATE TYPE "public"."indicator_value_status" AS ENUM('draft', 'submitted', 'validated', 'frozen');--> statement-breakpoint
CREATE TYPE "public"."activity_status" AS ENUM('planned', 'under_way', 'done', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."cadence" AS ENUM('once', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'continuous');--> statement-breakpoint
CREATE TYPE "public"."plan_status" AS ENUM('draft', 'adopted', 'closed');--> statement-breakpoint
CREATE TYPE "public"."stakeholder_attribute" AS ENUM('dependency', 'responsibility', 'tension', 'influence', 'diverse_perspectives');--> statement-breakpoint
CREATE TYPE "public"."relay_duty" AS ENUM('appropriation', 'reporting', 'method_support', 'partnerships');--> statement-breakpoint
CREATE TYPE "public"."relay_report_status" AS ENUM('draft', 'submitted', 'validated');--> statement-breakpoint
CREATE TYPE "public"."step_mark_state" AS ENUM('done', 'not_applicable', 'reopened');--> statement-breakpoint
CREATE TYPE "public"."training_attendance_status" AS ENUM('registered', 'attended', 'absent');--> statement-breakpoint
CREATE TYPE "public"."training_audience" AS ENUM('actors', 'facilitators', 'relays');--> statement-breakpoint
CREATE TYPE "public"."training_session_status" AS ENUM('planned', 'held', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."watch_kind" AS ENUM('stakeholder', 'issue', 'image_risk', 'regulation', 'other');--> statement-breakpoint
CREATE TYPE "public"."watch_status" AS ENUM('open', 'followed', 'closed');--> statement-breakpoint
ALTER TYPE "public"."link_purpose" ADD VALUE 'evaluation';--> statement-breakpoint
ALTER TYPE "public"."link_purpose" ADD VALUE 'collection';--> statement-breakpoint
ALTER TYPE "public"."mail_kind" ADD VALUE 'evaluation';--> statement-breakpoint
ALTER TYPE "public"."mail_kind" ADD VALUE 'collection';--> statement-breakpoint
ALTER TYPE "public"."mail_kind" ADD VALUE 'round';--> statement-breakpoint
CREATE TABLE "body_colleges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"body_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"label" text NOT NULL,
	"seats" smallint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "body_colleges_label" UNIQUE("body_id","label"),
	CONSTRAINT "body_colleges_seats" CHECK ("body_colleges"."seats" between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "body_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"body_id" uuid NOT NULL,
	"college_id" uuid,
	"stakeholder_id" uuid NOT NULL,
	"mandate_id" uuid,
	"role" text DEFAULT '' NOT NULL,
	"seats" smallint DEFAULT 1 NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date,
	"end_reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "body_members_order" CHECK ("body_members"."end_on" >= "body_members"."start_on"),
	CONSTRAINT "body_members_seats" CHECK ("body_members"."seats" between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "edition_blocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"edition_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"kind" "block_kind" NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"query" jsonb,
	"standard_codes" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "edition_snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"edition_id" uuid NOT NULL,
	"block_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"rows" jsonb NOT NULL,
	"row_count" integer NOT NULL,
	"sha256" text NOT NULL,
	"taken_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "edition_snapshots_block" UNIQUE("block_id")
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"subtitle" text DEFAULT '' NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"language" "locale" DEFAULT 'fr' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"status" "edition_status" DEFAULT 'draft' NOT NULL,
	"outline" text DEFAULT '' NOT NULL,
	"previous_id" uuid,
	"minimum_cell" smallint DEFAULT 5 NOT NULL,
	"signatory" text DEFAULT '' NOT NULL,
	"approved_by_body_id" uuid,
	"approved_at_session_id" uuid,
	"approved_on" date,
	"frozen_at" timestamp (3) with time zone,
	"frozen_by" uuid,
	"sha256" text,
	"published_at" timestamp (3) with time zone,
	"internal_note" text DEFAULT '' NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "editions_reference_unique" UNIQUE("reference"),
	CONSTRAINT "editions_period" CHECK ("editions"."period_end" >= "editions"."period_start"),
	CONSTRAINT "editions_minimum_cell" CHECK ("editions"."minimum_cell" between 3 and 100),
	CONSTRAINT "editions_frozen" CHECK (("editions"."status" = 'draft') = ("editions"."frozen_at" is null))
);
--> statement-breakpoint
CREATE TABLE "evaluation_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"response_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"value" smallint,
	"text" text DEFAULT '' NOT NULL,
	CONSTRAINT "evaluation_answers_once" UNIQUE("response_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "evaluation_recipients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"link_id" uuid,
	"sent_at" timestamp (3) with time zone,
	"answered_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evaluation_recipients_once" UNIQUE("evaluation_id","stakeholder_id")
);
--> statement-breakpoint
CREATE TABLE "evaluation_responses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"college" text DEFAULT '' NOT NULL,
	"answered_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"questionnaire_id" uuid NOT NULL,
	"session_id" uuid,
	"activity_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"status" "evaluation_status" DEFAULT 'draft' NOT NULL,
	"opens_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "evaluations_reference_unique" UNIQUE("reference"),
	CONSTRAINT "evaluations_one_subject" CHECK (num_nonnulls("evaluations"."session_id", "evaluations"."activity_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "questionnaire_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"questionnaire_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"kind" "question_kind" NOT NULL,
	"wording" text NOT NULL,
	"required" boolean DEFAULT false NOT NULL,
	"options" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "questionnaire_questions_rank" UNIQUE("questionnaire_id","rank")
);
--> statement-breakpoint
CREATE TABLE "questionnaires" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"introduction" text DEFAULT '' NOT NULL,
	"language" "locale" DEFAULT 'fr' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "self_assessments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"principle" text NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"level" smallint NOT NULL,
	"reason" text NOT NULL,
	"next_step" text DEFAULT '' NOT NULL,
	"stated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"fictional" boolean DEFAULT false NOT NULL,
	CONSTRAINT "self_assessments_level" CHECK ("self_assessments"."level" between 0 and 4),
	CONSTRAINT "self_assessments_period" CHECK ("self_assessments"."period_end" >= "self_assessments"."period_start")
);
--> statement-breakpoint
CREATE TABLE "commitment_indicators" (
	"commitment_id" uuid NOT NULL,
	"indicator_id" uuid NOT NULL,
	CONSTRAINT "commitment_indicators_commitment_id_indicator_id_pk" PRIMARY KEY("commitment_id","indicator_id")
);
--> statement-breakpoint
CREATE TABLE "indicator_collectors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"indicator_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"relay_id" uuid,
	"user_id" uuid,
	"since" date NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "indicator_collectors_once" UNIQUE("indicator_id","perimeter_id")
);
--> statement-breakpoint
CREATE TABLE "indicator_values" (
	"id" uuid PRIMARY KEY NOT NULL,
	"indicator_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"value" double precision NOT NULL,
	"numerator" double precision,
	"denominator" double precision,
	"count" integer,
	"status" "indicator_value_status" DEFAULT 'draft' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"evidence_url" text DEFAULT '' NOT NULL,
	"evidence_file_id" uuid,
	"evidence_name" text DEFAULT '' NOT NULL,
	"restates_id" uuid,
	"restatement_reason" text DEFAULT '' NOT NULL,
	"stated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"relay_id" uuid,
	"validated_at" timestamp (3) with time zone,
	"validated_by" uuid,
	"frozen_at" timestamp (3) with time zone,
	"frozen_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "indicator_values_period" CHECK ("indicator_values"."period_end" >= "indicator_values"."period_start"),
	CONSTRAINT "indicator_values_restatement" CHECK (("indicator_values"."restates_id" is null) = ("indicator_values"."restatement_reason" = '')),
	CONSTRAINT "indicator_values_frozen" CHECK (("indicator_values"."status" = 'frozen') = ("indicator_values"."frozen_at" is not null)),
	CONSTRAINT "indicator_values_count" CHECK ("indicator_values"."count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "indicators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"definition" text NOT NULL,
	"formula" text DEFAULT '' NOT NULL,
	"unit" text NOT NULL,
	"source" "indicator_source" NOT NULL,
	"measure" text,
	"aggregation" "indicator_aggregation" DEFAULT 'sum' NOT NULL,
	"frequency" "indicator_frequency" NOT NULL,
	"theme" "indicator_theme" DEFAULT 'other' NOT NULL,
	"direction" "indicator_direction" DEFAULT 'none' NOT NULL,
	"baseline" double precision,
	"baseline_on" date,
	"target" double precision,
	"target_on" date,
	"minimum_count" integer DEFAULT 0 NOT NULL,
	"pillar_id" uuid,
	"practice_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "indicators_reference_unique" UNIQUE("reference"),
	CONSTRAINT "indicators_measure" CHECK (("indicators"."source" = 'automatic') = ("indicators"."measure" is not null)),
	CONSTRAINT "indicators_minimum" CHECK ("indicators"."minimum_count" between 0 and 1000)
);
--> statement-breakpoint
CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"process_id" uuid,
	"title" text NOT NULL,
	"objective" text DEFAULT '' NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"mandate" text DEFAULT '' NOT NULL,
	"status" "activity_status" DEFAULT 'planned' NOT NULL,
	"cancel_reason" text DEFAULT '' NOT NULL,
	"engagement_level" "engagement_level" NOT NULL,
	"level_reason" text DEFAULT '' NOT NULL,
	"methods" text[] DEFAULT '{}' NOT NULL,
	"cadence" "cadence" DEFAULT 'once' NOT NULL,
	"sessions_planned" smallint DEFAULT 1 NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"owner" text DEFAULT '' NOT NULL,
	"owner_user_id" uuid,
	"budget_planned" integer,
	"budget_spent" integer,
	"resources" text DEFAULT '' NOT NULL,
	"disclosure" text DEFAULT '' NOT NULL,
	"success_criteria" text DEFAULT '' NOT NULL,
	"lessons" text DEFAULT '' NOT NULL,
	"audience_query" jsonb,
	"perimeter_id" uuid NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "activities_reference_unique" UNIQUE("reference"),
	CONSTRAINT "activities_ends_after_start" CHECK ("activities"."ends_on" >= "activities"."starts_on"),
	CONSTRAINT "activities_cancel_reason" CHECK ("activities"."status" <> 'cancelled' or "activities"."cancel_reason" <> ''),
	CONSTRAINT "activities_sessions_planned" CHECK ("activities"."sessions_planned" between 0 and 400),
	CONSTRAINT "activities_budget" CHECK ("activities"."budget_planned" >= 0 and "activities"."budget_spent" >= 0)
);
--> statement-breakpoint
CREATE TABLE "activity_risks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"risk" text NOT NULL,
	"likelihood" smallint NOT NULL,
	"severity" smallint NOT NULL,
	"treatment" text DEFAULT '' NOT NULL,
	"owner" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_risks_parts" CHECK ("activity_risks"."likelihood" between 1 and 5 and "activity_risks"."severity" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "activity_sessions" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity_stakeholders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"attribute" "stakeholder_attribute",
	"reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_stakeholders_once" UNIQUE("activity_id","stakeholder_id")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"objective" text DEFAULT '' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"owner" text DEFAULT '' NOT NULL,
	"owner_user_id" uuid,
	"status" "plan_status" DEFAULT 'draft' NOT NULL,
	"adopted_on" date,
	"adopted_by_body_id" uuid,
	"adopted_at_session_id" uuid,
	"load_limit" smallint DEFAULT 4 NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "plans_reference_unique" UNIQUE("reference"),
	CONSTRAINT "plans_ends_after_start" CHECK ("plans"."ends_on" >= "plans"."starts_on"),
	CONSTRAINT "plans_load_limit" CHECK ("plans"."load_limit" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"doer" text DEFAULT '' NOT NULL,
	"doer_user_id" uuid,
	"due_on" date,
	"remind_on" date,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	"activity_id" uuid,
	"session_id" uuid,
	"commitment_id" uuid,
	"body_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "tasks_one_source" CHECK (num_nonnulls("tasks"."activity_id", "tasks"."session_id", "tasks"."commitment_id", "tasks"."body_id") <= 1)
);
--> statement-breakpoint
CREATE TABLE "process_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"process_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"phase" text NOT NULL,
	"title" text NOT NULL,
	"guidance" text DEFAULT '' NOT NULL,
	"responsible" text DEFAULT '' NOT NULL,
	"evidence" text DEFAULT '' NOT NULL,
	"check" text DEFAULT '' NOT NULL,
	"fact" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "process_steps_rank" UNIQUE("process_id","rank")
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"language" "locale" DEFAULT 'fr' NOT NULL,
	"template" boolean DEFAULT false NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "diagnoses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"question" text DEFAULT '' NOT NULL,
	"horizon" "score_horizon" NOT NULL,
	"scenario" text DEFAULT '' NOT NULL,
	"conclusion" text DEFAULT '' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"body_id" uuid,
	"adopted_on" date,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "diagnoses_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "impact_assessments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"impact_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"horizon" "score_horizon" DEFAULT 'now' NOT NULL,
	"scenario" text DEFAULT '' NOT NULL,
	"capacity" "score_capacity" NOT NULL,
	"stakeholder_id" uuid,
	"scale" smallint NOT NULL,
	"scope" smallint NOT NULL,
	"irremediability" smallint NOT NULL,
	"likelihood" smallint,
	"reason" text DEFAULT '' NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"stated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "impact_assessments_parts" CHECK ("impact_assessments"."scale" between 1 and 5 and "impact_assessments"."scope" between 1 and 5 and "impact_assessments"."irremediability" between 1 and 5 and ("impact_assessments"."likelihood" is null or "impact_assessments"."likelihood" between 1 and 5)),
	CONSTRAINT "impact_assessments_voice" CHECK (("impact_assessments"."capacity" = 'stakeholder') = ("impact_assessments"."stakeholder_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "scenarios" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"horizon" "score_horizon" NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "relay_report_practices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"report_id" uuid NOT NULL,
	"practice_id" uuid NOT NULL,
	"maturity" smallint NOT NULL,
	"evidence" text DEFAULT '' NOT NULL,
	"progress_action" text DEFAULT '' NOT NULL,
	"progress_due_on" date,
	"progress_done_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "relay_report_practices_once" UNIQUE("report_id","practice_id"),
	CONSTRAINT "relay_report_practices_maturity" CHECK ("relay_report_practices"."maturity" between 0 and 4)
);
--> statement-breakpoint
CREATE TABLE "relay_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"relay_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"status" "relay_report_status" DEFAULT 'draft' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"validated_at" timestamp (3) with time zone,
	"validated_by" uuid,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "relay_reports_period" CHECK ("relay_reports"."period_end" >= "relay_reports"."period_start")
);
--> statement-breakpoint
CREATE TABLE "relays" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"name" text NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"user_id" uuid,
	"stakeholder_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"duties" "relay_duty"[] DEFAULT '{}' NOT NULL,
	"since" date NOT NULL,
	"ended_on" date,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "relays_reference_unique" UNIQUE("reference"),
	CONSTRAINT "relays_order" CHECK ("relays"."ended_on" >= "relays"."since")
);
--> statement-breakpoint
CREATE TABLE "step_marks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"state" "step_mark_state" NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"evidence_url" text DEFAULT '' NOT NULL,
	"evidence_file_id" uuid,
	"evidence_name" text DEFAULT '' NOT NULL,
	"stated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "training_attendances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"training_session_id" uuid NOT NULL,
	"user_id" uuid,
	"stakeholder_id" uuid,
	"status" "training_attendance_status" DEFAULT 'registered' NOT NULL,
	"passed" boolean,
	"qualification_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "training_attendances_one_person" CHECK (num_nonnulls("training_attendances"."user_id", "training_attendances"."stakeholder_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "training_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"training_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"place" text DEFAULT '' NOT NULL,
	"trainer" text DEFAULT '' NOT NULL,
	"seats" smallint,
	"status" "training_session_status" DEFAULT 'planned' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "training_sessions_seats" CHECK ("training_sessions"."seats" between 1 and 10000),
	CONSTRAINT "training_sessions_order" CHECK ("training_sessions"."ends_at" >= "training_sessions"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "trainings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"objective" text DEFAULT '' NOT NULL,
	"audience" "training_audience" NOT NULL,
	"skill" text NOT NULL,
	"valid_months" smallint,
	"duration_minutes" smallint NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "trainings_reference_unique" UNIQUE("reference"),
	CONSTRAINT "trainings_valid_months" CHECK ("trainings"."valid_months" between 1 and 240),
	CONSTRAINT "trainings_duration" CHECK ("trainings"."duration_minutes" between 15 and 30000)
);
--> statement-breakpoint
CREATE TABLE "watch_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"kind" "watch_kind" NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"source_name" text NOT NULL,
	"source_url" text DEFAULT '' NOT NULL,
	"observed_on" date NOT NULL,
	"severity" smallint DEFAULT 3 NOT NULL,
	"likelihood" smallint DEFAULT 3 NOT NULL,
	"status" "watch_status" DEFAULT 'open' NOT NULL,
	"decision" text DEFAULT '' NOT NULL,
	"owner" text DEFAULT '' NOT NULL,
	"review_on" date,
	"stakeholder_id" uuid,
	"area_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"recorded_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "watch_items_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
ALTER TABLE "iso_ties" DROP CONSTRAINT "iso_ties_one_target";--> statement-breakpoint
ALTER TABLE "qualifications" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "bodies" ADD COLUMN "quorum_percent" smallint;--> statement-breakpoint
ALTER TABLE "bodies" ADD COLUMN "meetings_per_year" smallint;--> statement-breakpoint
ALTER TABLE "bodies" ADD COLUMN "ceased_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "expectations" ADD COLUMN "horizon" "score_horizon" DEFAULT 'now' NOT NULL;--> statement-breakpoint
ALTER TABLE "expectations" ADD COLUMN "scenario" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "iso_ties" ADD COLUMN "indicator_id" uuid;--> statement-breakpoint
ALTER TABLE "minutes" ADD COLUMN "approved_at_session_id" uuid;--> statement-breakpoint
ALTER TABLE "qualifications" ADD COLUMN "stakeholder_id" uuid;--> statement-breakpoint
ALTER TABLE "body_colleges" ADD CONSTRAINT "body_colleges_body_id_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."bodies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_members" ADD CONSTRAINT "body_members_body_id_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."bodies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_members" ADD CONSTRAINT "body_members_college_id_body_colleges_id_fk" FOREIGN KEY ("college_id") REFERENCES "public"."body_colleges"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_members" ADD CONSTRAINT "body_members_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_members" ADD CONSTRAINT "body_members_mandate_id_mandates_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandates"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_blocks" ADD CONSTRAINT "edition_blocks_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_snapshots" ADD CONSTRAINT "edition_snapshots_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_snapshots" ADD CONSTRAINT "edition_snapshots_block_id_edition_blocks_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."edition_blocks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_previous_id_editions_id_fk" FOREIGN KEY ("previous_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_approved_by_body_id_bodies_id_fk" FOREIGN KEY ("approved_by_body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_approved_at_session_id_sessions_id_fk" FOREIGN KEY ("approved_at_session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_frozen_by_users_id_fk" FOREIGN KEY ("frozen_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_answers" ADD CONSTRAINT "evaluation_answers_response_id_evaluation_responses_id_fk" FOREIGN KEY ("response_id") REFERENCES "public"."evaluation_responses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_answers" ADD CONSTRAINT "evaluation_answers_question_id_questionnaire_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questionnaire_questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_recipients" ADD CONSTRAINT "evaluation_recipients_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_recipients" ADD CONSTRAINT "evaluation_recipients_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_recipients" ADD CONSTRAINT "evaluation_recipients_link_id_access_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."access_links"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_responses" ADD CONSTRAINT "evaluation_responses_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_questionnaire_id_questionnaires_id_fk" FOREIGN KEY ("questionnaire_id") REFERENCES "public"."questionnaires"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questionnaire_questions" ADD CONSTRAINT "questionnaire_questions_questionnaire_id_questionnaires_id_fk" FOREIGN KEY ("questionnaire_id") REFERENCES "public"."questionnaires"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questionnaires" ADD CONSTRAINT "questionnaires_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessments" ADD CONSTRAINT "self_assessments_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessments" ADD CONSTRAINT "self_assessments_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_indicators" ADD CONSTRAINT "commitment_indicators_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_indicators" ADD CONSTRAINT "commitment_indicators_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_collectors" ADD CONSTRAINT "indicator_collectors_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_collectors" ADD CONSTRAINT "indicator_collectors_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_collectors" ADD CONSTRAINT "indicator_collectors_relay_id_relays_id_fk" FOREIGN KEY ("relay_id") REFERENCES "public"."relays"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_collectors" ADD CONSTRAINT "indicator_collectors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_evidence_file_id_files_id_fk" FOREIGN KEY ("evidence_file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_restates_id_indicator_values_id_fk" FOREIGN KEY ("restates_id") REFERENCES "public"."indicator_values"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_relay_id_relays_id_fk" FOREIGN KEY ("relay_id") REFERENCES "public"."relays"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_validated_by_users_id_fk" FOREIGN KEY ("validated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_frozen_by_users_id_fk" FOREIGN KEY ("frozen_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_pillar_id_pillars_id_fk" FOREIGN KEY ("pillar_id") REFERENCES "public"."pillars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_process_id_processes_id_fk" FOREIGN KEY ("process_id") REFERENCES "public"."processes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_owner_user_id_users_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_risks" ADD CONSTRAINT "activity_risks_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_sessions" ADD CONSTRAINT "activity_sessions_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_sessions" ADD CONSTRAINT "activity_sessions_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_stakeholders" ADD CONSTRAINT "activity_stakeholders_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_stakeholders" ADD CONSTRAINT "activity_stakeholders_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_owner_user_id_users_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_adopted_by_body_id_bodies_id_fk" FOREIGN KEY ("adopted_by_body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_adopted_at_session_id_sessions_id_fk" FOREIGN KEY ("adopted_at_session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_doer_user_id_users_id_fk" FOREIGN KEY ("doer_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_body_id_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."bodies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "process_steps" ADD CONSTRAINT "process_steps_process_id_processes_id_fk" FOREIGN KEY ("process_id") REFERENCES "public"."processes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "processes" ADD CONSTRAINT "processes_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "diagnoses" ADD CONSTRAINT "diagnoses_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "diagnoses" ADD CONSTRAINT "diagnoses_body_id_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_assessments" ADD CONSTRAINT "impact_assessments_impact_id_impacts_id_fk" FOREIGN KEY ("impact_id") REFERENCES "public"."impacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_assessments" ADD CONSTRAINT "impact_assessments_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_assessments" ADD CONSTRAINT "impact_assessments_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_assessments" ADD CONSTRAINT "impact_assessments_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_report_practices" ADD CONSTRAINT "relay_report_practices_report_id_relay_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."relay_reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_report_practices" ADD CONSTRAINT "relay_report_practices_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_reports" ADD CONSTRAINT "relay_reports_relay_id_relays_id_fk" FOREIGN KEY ("relay_id") REFERENCES "public"."relays"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_reports" ADD CONSTRAINT "relay_reports_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_reports" ADD CONSTRAINT "relay_reports_validated_by_users_id_fk" FOREIGN KEY ("validated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relays" ADD CONSTRAINT "relays_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relays" ADD CONSTRAINT "relays_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relays" ADD CONSTRAINT "relays_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_marks" ADD CONSTRAINT "step_marks_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_marks" ADD CONSTRAINT "step_marks_step_id_process_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."process_steps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_marks" ADD CONSTRAINT "step_marks_evidence_file_id_files_id_fk" FOREIGN KEY ("evidence_file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_marks" ADD CONSTRAINT "step_marks_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_attendances" ADD CONSTRAINT "training_attendances_training_session_id_training_sessions_id_fk" FOREIGN KEY ("training_session_id") REFERENCES "public"."training_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_attendances" ADD CONSTRAINT "training_attendances_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_attendances" ADD CONSTRAINT "training_attendances_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_attendances" ADD CONSTRAINT "training_attendances_qualification_id_qualifications_id_fk" FOREIGN KEY ("qualification_id") REFERENCES "public"."qualifications"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_training_id_trainings_id_fk" FOREIGN KEY ("training_id") REFERENCES "public"."trainings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trainings" ADD CONSTRAINT "trainings_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_items" ADD CONSTRAINT "watch_items_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_items" ADD CONSTRAINT "watch_items_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_items" ADD CONSTRAINT "watch_items_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_items" ADD CONSTRAINT "watch_items_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "body_members_body" ON "body_members" USING btree ("body_id","start_on");--> statement-breakpoint
CREATE INDEX "body_members_stakeholder" ON "body_members" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "edition_blocks_edition" ON "edition_blocks" USING btree ("edition_id","rank");--> statement-breakpoint
CREATE INDEX "edition_snapshots_edition" ON "edition_snapshots" USING btree ("edition_id");--> statement-breakpoint
CREATE INDEX "evaluation_answers_question" ON "evaluation_answers" USING btree ("question_id");--> statement-breakpoint
CREATE INDEX "evaluation_responses_evaluation" ON "evaluation_responses" USING btree ("evaluation_id");--> statement-breakpoint
CREATE INDEX "evaluations_session" ON "evaluations" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "evaluations_activity" ON "evaluations" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "self_assessments_listed" ON "self_assessments" USING btree ("perimeter_id","principle","period_end");--> statement-breakpoint
CREATE INDEX "commitment_indicators_indicator" ON "commitment_indicators" USING btree ("indicator_id");--> statement-breakpoint
CREATE INDEX "indicator_collectors_relay" ON "indicator_collectors" USING btree ("relay_id");--> statement-breakpoint
CREATE INDEX "indicator_values_series" ON "indicator_values" USING btree ("indicator_id","perimeter_id","period_end");--> statement-breakpoint
CREATE INDEX "indicator_values_restates" ON "indicator_values" USING btree ("restates_id");--> statement-breakpoint
CREATE INDEX "activities_plan" ON "activities" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "activities_process" ON "activities" USING btree ("process_id");--> statement-breakpoint
CREATE INDEX "activities_starts" ON "activities" USING btree ("starts_on");--> statement-breakpoint
CREATE INDEX "activity_risks_activity" ON "activity_risks" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "activity_sessions_activity" ON "activity_sessions" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "activity_stakeholders_stakeholder" ON "activity_stakeholders" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "tasks_doer" ON "tasks" USING btree ("doer_user_id","due_on");--> statement-breakpoint
CREATE INDEX "tasks_activity" ON "tasks" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "tasks_due" ON "tasks" USING btree ("due_on");--> statement-breakpoint
CREATE INDEX "impact_assessments_impact" ON "impact_assessments" USING btree ("impact_id","horizon","scenario");--> statement-breakpoint
CREATE INDEX "impact_assessments_stakeholder" ON "impact_assessments" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scenarios_name" ON "scenarios" USING btree ("perimeter_id","name") WHERE "scenarios"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "relay_reports_relay" ON "relay_reports" USING btree ("relay_id","period_end");--> statement-breakpoint
CREATE INDEX "relays_perimeter" ON "relays" USING btree ("perimeter_id");--> statement-breakpoint
CREATE INDEX "step_marks_activity" ON "step_marks" USING btree ("activity_id","step_id","stated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "training_attendances_user" ON "training_attendances" USING btree ("training_session_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "training_attendances_stakeholder" ON "training_attendances" USING btree ("training_session_id","stakeholder_id");--> statement-breakpoint
CREATE INDEX "training_sessions_training" ON "training_sessions" USING btree ("training_id","starts_at");--> statement-breakpoint
CREATE INDEX "watch_items_listed" ON "watch_items" USING btree ("perimeter_id","observed_on");--> statement-breakpoint
CREATE INDEX "watch_items_stakeholder" ON "watch_items" USING btree ("stakeholder_id");--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_approved_at_session_id_sessions_id_fk" FOREIGN KEY ("approved_at_session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "qualifications_stakeholder" ON "qualifications" USING btree ("stakeholder_id");--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_indicator" UNIQUE("area_id","indicator_id");--> statement-breakpoint
ALTER TABLE "bodies" ADD CONSTRAINT "bodies_quorum" CHECK ("bodies"."quorum_percent" between 1 and 100);--> statement-breakpoint
ALTER TABLE "bodies" ADD CONSTRAINT "bodies_rhythm" CHECK ("bodies"."meetings_per_year" between 1 and 52);--> statement-breakpoint
ALTER TABLE "iso_ties" ADD CONSTRAINT "iso_ties_one_target" CHECK (num_nonnulls("iso_ties"."impact_id", "iso_ties"."expectation_id", "iso_ties"."point_id", "iso_ties"."commitment_id", "iso_ties"."indicator_id") = 1);--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_one_person" CHECK (num_nonnulls("qualifications"."user_id", "qualifications"."stakeholder_id") = 1);