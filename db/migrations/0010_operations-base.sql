ALTER TABLE "session_operations" ADD COLUMN "based_on" uuid;--> statement-breakpoint
ALTER TABLE "session_operations" ADD COLUMN "replaces_id" uuid;--> statement-breakpoint
ALTER TABLE "session_operations" ADD COLUMN "opposed_id" uuid;