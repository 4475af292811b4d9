CREATE TYPE "public"."centre" AS ENUM('mean', 'median');--> statement-breakpoint
CREATE TYPE "public"."class_scheme" AS ENUM('grid', 'salience', 'cube', 'savage');--> statement-breakpoint
CREATE TYPE "public"."mactor_objective_kind" AS ENUM('point', 'area', 'own');--> statement-breakpoint
CREATE TYPE "public"."ranking_status" AS ENUM('queued', 'running', 'done', 'failed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."score_capacity" AS ENUM('internal', 'stakeholder', 'joint');--> statement-breakpoint
CREATE TYPE "public"."score_horizon" AS ENUM('now', 'plus3', 'plus10');--> statement-breakpoint
CREATE TYPE "public"."round_status" AS ENUM('draft', 'open', 'closed');--> statement-breakpoint
CREATE TYPE "public"."score_state" AS ENUM('scored', 'unknown');--> statement-breakpoint
CREATE TABLE "class_cutoffs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scheme" "class_scheme" NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"axes" jsonb NOT NULL,
	"centre" "centre" NOT NULL,
	"near_percent" smallint NOT NULL,
	"reason" text NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "class_cutoffs_near" CHECK ("class_cutoffs"."near_percent" between 0 and 50)
);
--> statement-breakpoint
CREATE TABLE "criteria" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"question_fr" text NOT NULL,
	"question_en" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"rank" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "criteria_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "criterion_set_members" (
	"set_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "criterion_set_members_set_id_criterion_id_pk" PRIMARY KEY("set_id","criterion_id")
);
--> statement-breakpoint
CREATE TABLE "criterion_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "criterion_sets_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "criterion_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"criterion_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"lineage" integer NOT NULL,
	"min" smallint NOT NULL,
	"max" smallint NOT NULL,
	"anchors" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "criterion_versions_number" UNIQUE("criterion_id","number"),
	CONSTRAINT "criterion_versions_scale" CHECK ("criterion_versions"."max" > "criterion_versions"."min" and "criterion_versions"."max" - "criterion_versions"."min" <= 20)
);
--> statement-breakpoint
CREATE TABLE "mactor_actors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"study_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "mactor_actors_once" UNIQUE("study_id","stakeholder_id")
);
--> statement-breakpoint
CREATE TABLE "mactor_influences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"study_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"on_actor_id" uuid NOT NULL,
	"value" smallint,
	"reason" text DEFAULT '' NOT NULL,
	"author_id" uuid,
	"stated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mactor_influences_range" CHECK ("mactor_influences"."value" between 0 and 4 and "mactor_influences"."actor_id" <> "mactor_influences"."on_actor_id")
);
--> statement-breakpoint
CREATE TABLE "mactor_objectives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"study_id" uuid NOT NULL,
	"kind" "mactor_objective_kind" NOT NULL,
	"point_id" uuid,
	"area_id" uuid,
	"title" text NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "mactor_objectives_kind" CHECK (("mactor_objectives"."kind" = 'point') = ("mactor_objectives"."point_id" is not null) and ("mactor_objectives"."kind" = 'area') = ("mactor_objectives"."area_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "mactor_stances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"study_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"objective_id" uuid NOT NULL,
	"value" smallint,
	"position_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"author_id" uuid,
	"stated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mactor_stances_range" CHECK ("mactor_stances"."value" between -4 and 4)
);
--> statement-breakpoint
CREATE TABLE "mactor_studies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "mactor_studies_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "formula_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"formula_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"centre" "centre" DEFAULT 'mean' NOT NULL,
	"terms" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "formula_versions_number" UNIQUE("formula_id","number")
);
--> statement-breakpoint
CREATE TABLE "formulas" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "ranking_rows" (
	"ranking_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"total" double precision NOT NULL,
	"coverage" double precision NOT NULL,
	"rater_count" integer NOT NULL,
	"rank_low" integer,
	"rank_high" integer,
	"contributions" jsonb NOT NULL,
	CONSTRAINT "ranking_rows_ranking_id_stakeholder_id_pk" PRIMARY KEY("ranking_id","stakeholder_id")
);
--> statement-breakpoint
CREATE TABLE "rankings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"formula_version_id" uuid NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"capacity" "score_capacity",
	"horizon" "score_horizon" DEFAULT 'now' NOT NULL,
	"scenario" text DEFAULT '' NOT NULL,
	"round_id" uuid,
	"seed" integer NOT NULL,
	"draws" integer NOT NULL,
	"status" "ranking_status" DEFAULT 'queued' NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"steps" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"heartbeat_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"stakeholder_count" integer DEFAULT 0 NOT NULL,
	"score_count" integer DEFAULT 0 NOT NULL,
	"rater_count" integer DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"adopted_on" date,
	"decided_by" text,
	"adoption_reason" text,
	"adoption_recorded_by" uuid,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "rankings_reference_unique" UNIQUE("reference"),
	CONSTRAINT "rankings_adoption" CHECK (("rankings"."adopted_on" is null) = ("rankings"."decided_by" is null) and ("rankings"."adopted_on" is null) = ("rankings"."adoption_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "round_criteria" (
	"round_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"criterion_version_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "round_criteria_round_id_criterion_id_pk" PRIMARY KEY("round_id","criterion_id")
);
--> statement-breakpoint
CREATE TABLE "round_raters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"round_id" uuid NOT NULL,
	"capacity" "score_capacity" NOT NULL,
	"name" text NOT NULL,
	"user_id" uuid,
	"stakeholder_id" uuid,
	"mandate_id" uuid,
	"link_hash" text,
	"link_expires_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "round_raters_link_hash_unique" UNIQUE("link_hash"),
	CONSTRAINT "round_raters_user" UNIQUE("round_id","user_id"),
	CONSTRAINT "round_raters_speaks_for" CHECK ("round_raters"."capacity" <> 'stakeholder' or "round_raters"."stakeholder_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "round_stakeholders" (
	"round_id" uuid NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "round_stakeholders_round_id_stakeholder_id_pk" PRIMARY KEY("round_id","stakeholder_id")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"perimeter_id" uuid NOT NULL,
	"horizon" "score_horizon" DEFAULT 'now' NOT NULL,
	"scenario" text DEFAULT '' NOT NULL,
	"status" "round_status" DEFAULT 'draft' NOT NULL,
	"opens_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "rounds_reference_unique" UNIQUE("reference"),
	CONSTRAINT "rounds_closes_after_opening" CHECK ("rounds"."closes_at" > "rounds"."opens_at")
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"stakeholder_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"criterion_version_id" uuid NOT NULL,
	"round_id" uuid,
	"rater_id" uuid,
	"voice_id" uuid NOT NULL,
	"author_id" uuid,
	"perimeter_id" uuid NOT NULL,
	"capacity" "score_capacity" NOT NULL,
	"horizon" "score_horizon" DEFAULT 'now' NOT NULL,
	"scenario" text DEFAULT '' NOT NULL,
	"state" "score_state" NOT NULL,
	"value" smallint,
	"confidence" smallint,
	"reason" text DEFAULT '' NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"stated_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "scores_value" CHECK (("scores"."state" = 'scored') = ("scores"."value" is not null)),
	CONSTRAINT "scores_confidence" CHECK ("scores"."confidence" between 1 and 3)
);
--> statement-breakpoint
ALTER TABLE "class_cutoffs" ADD CONSTRAINT "class_cutoffs_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_set_members" ADD CONSTRAINT "criterion_set_members_set_id_criterion_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."criterion_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_set_members" ADD CONSTRAINT "criterion_set_members_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_versions" ADD CONSTRAINT "criterion_versions_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_versions" ADD CONSTRAINT "criterion_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_actors" ADD CONSTRAINT "mactor_actors_study_id_mactor_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."mactor_studies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_actors" ADD CONSTRAINT "mactor_actors_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_influences" ADD CONSTRAINT "mactor_influences_study_id_mactor_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."mactor_studies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_influences" ADD CONSTRAINT "mactor_influences_actor_id_mactor_actors_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."mactor_actors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_influences" ADD CONSTRAINT "mactor_influences_on_actor_id_mactor_actors_id_fk" FOREIGN KEY ("on_actor_id") REFERENCES "public"."mactor_actors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_influences" ADD CONSTRAINT "mactor_influences_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_objectives" ADD CONSTRAINT "mactor_objectives_study_id_mactor_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."mactor_studies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_objectives" ADD CONSTRAINT "mactor_objectives_point_id_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."points"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_objectives" ADD CONSTRAINT "mactor_objectives_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_stances" ADD CONSTRAINT "mactor_stances_study_id_mactor_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."mactor_studies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_stances" ADD CONSTRAINT "mactor_stances_actor_id_mactor_actors_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."mactor_actors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_stances" ADD CONSTRAINT "mactor_stances_objective_id_mactor_objectives_id_fk" FOREIGN KEY ("objective_id") REFERENCES "public"."mactor_objectives"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_stances" ADD CONSTRAINT "mactor_stances_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_stances" ADD CONSTRAINT "mactor_stances_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mactor_studies" ADD CONSTRAINT "mactor_studies_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "formula_versions" ADD CONSTRAINT "formula_versions_formula_id_formulas_id_fk" FOREIGN KEY ("formula_id") REFERENCES "public"."formulas"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "formula_versions" ADD CONSTRAINT "formula_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "formulas" ADD CONSTRAINT "formulas_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ranking_rows" ADD CONSTRAINT "ranking_rows_ranking_id_rankings_id_fk" FOREIGN KEY ("ranking_id") REFERENCES "public"."rankings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ranking_rows" ADD CONSTRAINT "ranking_rows_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rankings" ADD CONSTRAINT "rankings_formula_version_id_formula_versions_id_fk" FOREIGN KEY ("formula_version_id") REFERENCES "public"."formula_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rankings" ADD CONSTRAINT "rankings_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rankings" ADD CONSTRAINT "rankings_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rankings" ADD CONSTRAINT "rankings_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rankings" ADD CONSTRAINT "rankings_adoption_recorded_by_users_id_fk" FOREIGN KEY ("adoption_recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_criteria" ADD CONSTRAINT "round_criteria_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_criteria" ADD CONSTRAINT "round_criteria_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_criteria" ADD CONSTRAINT "round_criteria_criterion_version_id_criterion_versions_id_fk" FOREIGN KEY ("criterion_version_id") REFERENCES "public"."criterion_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_raters" ADD CONSTRAINT "round_raters_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_raters" ADD CONSTRAINT "round_raters_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_raters" ADD CONSTRAINT "round_raters_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_raters" ADD CONSTRAINT "round_raters_mandate_id_mandates_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_stakeholders" ADD CONSTRAINT "round_stakeholders_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_stakeholders" ADD CONSTRAINT "round_stakeholders_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_stakeholder_id_stakeholders_id_fk" FOREIGN KEY ("stakeholder_id") REFERENCES "public"."stakeholders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_criterion_version_id_criterion_versions_id_fk" FOREIGN KEY ("criterion_version_id") REFERENCES "public"."criterion_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_rater_id_round_raters_id_fk" FOREIGN KEY ("rater_id") REFERENCES "public"."round_raters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_perimeter_id_perimeters_id_fk" FOREIGN KEY ("perimeter_id") REFERENCES "public"."perimeters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "class_cutoffs_scheme" ON "class_cutoffs" USING btree ("scheme","valid_from");--> statement-breakpoint
CREATE INDEX "criterion_set_members_criterion" ON "criterion_set_members" USING btree ("criterion_id");--> statement-breakpoint
CREATE INDEX "mactor_actors_stakeholder" ON "mactor_actors" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "mactor_influences_cell" ON "mactor_influences" USING btree ("study_id","actor_id","on_actor_id","stated_at");--> statement-breakpoint
CREATE INDEX "mactor_influences_actor" ON "mactor_influences" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "mactor_influences_on" ON "mactor_influences" USING btree ("on_actor_id");--> statement-breakpoint
CREATE INDEX "mactor_objectives_study" ON "mactor_objectives" USING btree ("study_id","rank");--> statement-breakpoint
CREATE INDEX "mactor_objectives_point" ON "mactor_objectives" USING btree ("point_id");--> statement-breakpoint
CREATE INDEX "mactor_objectives_area" ON "mactor_objectives" USING btree ("area_id");--> statement-breakpoint
CREATE INDEX "mactor_stances_cell" ON "mactor_stances" USING btree ("study_id","actor_id","objective_id","stated_at");--> statement-breakpoint
CREATE INDEX "mactor_stances_actor" ON "mactor_stances" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "mactor_stances_objective" ON "mactor_stances" USING btree ("objective_id");--> statement-breakpoint
CREATE INDEX "mactor_stances_position" ON "mactor_stances" USING btree ("position_id");--> statement-breakpoint
CREATE INDEX "ranking_rows_ranked" ON "ranking_rows" USING btree ("ranking_id","rank","stakeholder_id");--> statement-breakpoint
CREATE INDEX "ranking_rows_stakeholder" ON "ranking_rows" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "rankings_listed" ON "rankings" USING btree ("perimeter_id","id");--> statement-breakpoint
CREATE INDEX "rankings_round" ON "rankings" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "rankings_formula" ON "rankings" USING btree ("formula_version_id");--> statement-breakpoint
CREATE INDEX "round_criteria_criterion" ON "round_criteria" USING btree ("criterion_id");--> statement-breakpoint
CREATE INDEX "round_criteria_version" ON "round_criteria" USING btree ("criterion_version_id");--> statement-breakpoint
CREATE INDEX "round_raters_of_user" ON "round_raters" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "round_raters_stakeholder" ON "round_raters" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE UNIQUE INDEX "round_raters_named" ON "round_raters" USING btree ("round_id","name") WHERE "round_raters"."user_id" is null;--> statement-breakpoint
CREATE INDEX "round_stakeholders_stakeholder" ON "round_stakeholders" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "rounds_listed" ON "rounds" USING btree ("perimeter_id","id");--> statement-breakpoint
CREATE INDEX "scores_current" ON "scores" USING btree ("criterion_id","stakeholder_id","voice_id","stated_at");--> statement-breakpoint
CREATE INDEX "scores_stakeholder" ON "scores" USING btree ("stakeholder_id");--> statement-breakpoint
CREATE INDEX "scores_round" ON "scores" USING btree ("round_id","rater_id");--> statement-breakpoint
CREATE INDEX "scores_rater" ON "scores" USING btree ("rater_id");