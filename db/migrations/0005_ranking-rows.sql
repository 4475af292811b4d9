ALTER TABLE "ranking_rows" DROP CONSTRAINT "ranking_rows_ranking_id_rankings_id_fk";
--> statement-breakpoint
ALTER TABLE "ranking_rows" DROP CONSTRAINT "ranking_rows_stakeholder_id_stakeholders_id_fk";
--> statement-breakpoint
DROP INDEX "ranking_rows_stakeholder";--> statement-breakpoint
ALTER TABLE "ranking_rows" ADD COLUMN "term_places" smallint[] NOT NULL;--> statement-breakpoint
ALTER TABLE "ranking_rows" ADD COLUMN "term_values" double precision[] NOT NULL;--> statement-breakpoint
ALTER TABLE "ranking_rows" ADD COLUMN "term_counts" integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "rankings" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rankings" ADD COLUMN "terms" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ranking_rows" DROP COLUMN "contributions";