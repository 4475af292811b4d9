ALTER TABLE "evaluation_responses" ADD COLUMN "told" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "evaluation_responses" SET "told" = true WHERE "evaluation_id" IN (SELECT e."id" FROM "evaluations" e WHERE e."status" = 'closed' AND (SELECT count(*) FROM "evaluation_responses" r WHERE r."evaluation_id" = e."id") >= 5);
