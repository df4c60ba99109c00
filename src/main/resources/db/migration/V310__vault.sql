-- The keys under which personal data is encrypted, one per person, each wrapped by a key that is never in the database. A
-- key that was destroyed stays as the fact that it was, and never comes back.
create table data_key (
  owner_id uuid primary key,
  wrapped bytea check (octet_length(wrapped) between 32 and 200),
  wrapped_by bigint check (wrapped_by between 0 and 4294967295),
  made_at timestamptz not null,
  destroyed_at timestamptz,
  constraint is_there_until_destroyed check (num_nulls(wrapped, wrapped_by) = case when destroyed_at is null then 0 else 2 end)
);
create index on data_key (wrapped_by);
alter table data_key enable row level security;
alter table data_key force row level security;

grant select on data_key to clinic_patient;
grant select, insert on data_key to clinic_doctor, clinic_admin, clinic_system;
grant update (wrapped, wrapped_by, destroyed_at) on data_key to clinic_admin, clinic_system;
-- A key is for whoever may see the record: the patient's own, the doctor's own and those of the patients he treats.
create policy patient_reads_own on data_key for select to clinic_patient using (owner_id = (select person_id()));
create policy doctor_reads_own on data_key for select to clinic_doctor using (
  owner_id = (select actor_id()) or owner_id = (select person_id())
  or exists (select from patient p where p.id = data_key.owner_id));
create policy doctor_makes_own on data_key for insert to clinic_doctor with check (
  owner_id = (select actor_id()) or owner_id = (select person_id()));
create policy admin_reads on data_key for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_makes on data_key for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_destroys on data_key for update to clinic_admin
  using ((select actor_id()) is not null and destroyed_at is null)
  with check ((select actor_id()) is not null and destroyed_at is not null);
create policy system_reads on data_key for select to clinic_system using ((select actor_id()) is not null);
create policy system_makes on data_key for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_wraps_anew on data_key for update to clinic_system
  using ((select actor_id()) is not null and destroyed_at is null) with check ((select actor_id()) is not null);
-- Whether there is any is asked before anybody acts, so that a clinic that has lost its keys does not make others.
create policy read_before_migrating on data_key for select to clinic_owner using (true);

-- No key gets into the audit trail, where it could never be destroyed.
create trigger audited after insert or update or delete on data_key
  for each row execute function audit_change('key=owner_id', 'wrapped');
