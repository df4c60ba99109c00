-- The app of a person that shows a code of six digits every half minute (RFC 6238). Its secret is sealed by the
-- application. At most one of an account counts; beside it one may wait for the first code that proves it was taken over.
create table authenticator (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  secret bytea not null,
  made_at timestamptz not null,
  confirmed_at timestamptz
);
create unique index one_counts_and_one_waits on authenticator (account_id, (confirmed_at is null));

-- The half minute, counted since 1970, of the last code that was taken: none of it or of one before is taken again. Apart
-- from the authenticator, because signing in changes nothing about it.
create table authenticator_use (
  authenticator_id uuid primary key references authenticator on delete cascade,
  step bigint not null
);

-- Codes on paper for whoever has lost the app; each is 120 random bits, of which only the SHA-256 is kept, and works once.
create table recovery_code (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  hash bytea not null unique check (octet_length(hash) = 32),
  made_at timestamptz not null,
  used_at timestamptz
);
create index on recovery_code (account_id);

do $$
declare
  name text;
  who text;
begin
  foreach name in array array['authenticator', 'authenticator_use', 'recovery_code'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  -- Everybody keeps his own; nobody but the system, which checks codes, reads a secret back without being its owner.
  foreach who in array array['patient', 'doctor', 'admin'] loop
    execute format('grant select, insert, update (confirmed_at), delete on authenticator to clinic_%s', who);
    execute format('grant select, insert on authenticator_use to clinic_%s', who);
    execute format('grant select (id, account_id, made_at, used_at), insert, delete on recovery_code to clinic_%s', who);
    foreach name in array array['authenticator', 'recovery_code'] loop
      execute format('create policy %s_reads_own on %I for select to clinic_%s using (account_id = (select actor_id()))',
          who, name, who);
      execute format('create policy %s_adds_own on %I for insert to clinic_%s with check (account_id = (select actor_id()))',
          who, name, who);
      execute format('create policy %s_removes_own on %I for delete to clinic_%s using (account_id = (select actor_id()))',
          who, name, who);
    end loop;
    execute format('create policy %s_confirms_own on authenticator for update to clinic_%s using (account_id = (select actor_id()))',
        who, who);
    execute format('create policy %s_reads_own on authenticator_use for select to clinic_%s using (exists (select from authenticator a'
        || ' where a.id = authenticator_id and a.account_id = (select actor_id())))', who, who);
    execute format('create policy %s_adds_own on authenticator_use for insert to clinic_%s with check (exists (select from authenticator a'
        || ' where a.id = authenticator_id and a.account_id = (select actor_id())))', who, who);
  end loop;
end
$$;
grant select on authenticator to clinic_system;
grant select, insert, update on authenticator_use to clinic_system;
grant select, update (used_at) on recovery_code to clinic_system;
create policy system_reads on authenticator for select to clinic_system using ((select actor_id()) is not null);
create policy system_reads on authenticator_use for select to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on authenticator_use for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_updates on authenticator_use for update to clinic_system using ((select actor_id()) is not null);
create policy system_reads on recovery_code for select to clinic_system using ((select actor_id()) is not null);
create policy system_uses on recovery_code for update to clinic_system using ((select actor_id()) is not null);

create trigger audited after insert or update or delete on authenticator
  for each row execute function audit_change('secret');
create trigger audited after insert or update or delete on recovery_code
  for each row execute function audit_change('hash');

-- What somebody changes about his own account he is told by mail.
create policy patient_tells_self on message for insert to clinic_patient
  with check (recipient_kind = 'ACCOUNT' and recipient_id = (select actor_id()));
create policy doctor_tells_self on message for insert to clinic_doctor
  with check (recipient_kind = 'ACCOUNT' and recipient_id = (select actor_id()));
