CREATE INDEX "stakeholders_parent" ON "stakeholders" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "stakeholders_import" ON "stakeholders" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "ties_confirmed_by" ON "ties" USING btree ("confirmed_by_id");--> statement-breakpoint
CREATE INDEX "ties_import" ON "ties" USING btree ("import_id");