CREATE TABLE "import_changes" (
	"import_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"version" integer NOT NULL,
	"restored" boolean DEFAULT false NOT NULL,
	CONSTRAINT "import_changes_import_id_object_id_pk" PRIMARY KEY("import_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "import_chunks" (
	"import_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"lines" integer[] NOT NULL,
	"rows" json NOT NULL,
	CONSTRAINT "import_chunks_import_id_rank_pk" PRIMARY KEY("import_id","rank")
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "choices" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_changes_object" ON "import_changes" USING btree ("object_id");