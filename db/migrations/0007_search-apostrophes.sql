-- Search keys made before every apostrophe was made straight in them.
UPDATE "stakeholders" SET "search_name" = translate("search_name", '’‘ʼ', '''''''') WHERE "search_name" ~ '[’‘ʼ]';
