-- Prepares a PostgreSQL 15 to 18 for the clinic. Run as a superuser in the clinic's own database; safe to repeat.
-- clinic_owner only migrates; clinic_app only logs in; every act takes one of the other roles for its transaction.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['clinic_owner', 'clinic_app', 'clinic_visitor', 'clinic_patient', 'clinic_doctor',
                                'clinic_admin', 'clinic_system', 'clinic_sessions'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nosuperuser nocreatedb nocreaterole noinherit nobypassrls', wanted);
    end if;
  end loop;
  alter role clinic_owner login;
  alter role clinic_app login noinherit;
  execute format('alter database %I owner to clinic_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to clinic_app', current_database());
end
$$;
grant clinic_visitor, clinic_patient, clinic_doctor, clinic_admin, clinic_system, clinic_sessions to clinic_app;
alter schema public owner to clinic_owner;
revoke all on schema public from public;
grant usage on schema public to clinic_app, clinic_visitor, clinic_patient, clinic_doctor, clinic_admin, clinic_system,
  clinic_sessions;
create extension if not exists btree_gist;
alter role clinic_app set lock_timeout = '5s';
alter role clinic_app set statement_timeout = '30s';
alter role clinic_app set idle_in_transaction_session_timeout = '60s';
