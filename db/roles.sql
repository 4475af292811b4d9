-- The application's role, with least rights: it owns nothing, makes no table, and cannot change the audit, its chain or the log of
-- readings. Run it as the owner of the database, after the first start (which makes the tables), as often as you like:
--   psql "$OWNER_DATABASE_URL" -f db/roles.sql
-- then let it sign in: alter role convergence_app login password '…';
-- and start the server with DATABASE_URL of convergence_app and OWNER_DATABASE_URL of the owner, which alone migrates.
do $$ begin
  if not exists (select from pg_roles where rolname = 'convergence_app') then
    create role convergence_app nologin nosuperuser nocreatedb nocreaterole noinherit;
  end if;
end $$;

grant usage on schema public to convergence_app;
revoke create on schema public from convergence_app;
grant select, insert, update, delete on all tables in schema public to convergence_app;
revoke update, delete, truncate, references, trigger on audit_entries, audit_links, readings from convergence_app;
-- Tables that later migrations make.
alter default privileges in schema public grant select, insert, update, delete on tables to convergence_app;
