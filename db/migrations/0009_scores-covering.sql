DROP INDEX "scores_stakeholder";--> statement-breakpoint
DROP INDEX "scores_current";--> statement-breakpoint
CREATE INDEX "scores_criterion" ON "scores" USING btree ("criterion_id");--> statement-breakpoint
CREATE INDEX "scores_current" ON "scores" USING btree ("stakeholder_id","criterion_id","voice_id","stated_at" DESC NULLS FIRST,"recorded_at" DESC NULLS FIRST,"id" DESC NULLS FIRST,"criterion_version_id","perimeter_id","round_id","horizon","scenario","capacity","state","value","withdrawn_at");