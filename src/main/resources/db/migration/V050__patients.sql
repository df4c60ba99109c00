-- Who is treated. A patient may have no account (made at the desk). Patients see themselves, doctors those who have an
-- appointment with them (the policy for doctors follows with the appointments), admins all.
create table patient (
  id uuid primary key,
  account_id uuid unique references account,
  name text not null check (length(name) between 1 and 120),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 40),
  birth_date date,
  -- Words by which the patient is found, plain and each after a space; made by the application. In the order of bytes,
  -- so that a page of results ends where the next begins whatever the server's language.
  search text collate "C" not null,
  blocked_at timestamptz,
  created_at timestamptz not null
);
create index on patient (search, id);

alter table patient enable row level security;
alter table patient force row level security;
grant select on patient to clinic_patient, clinic_doctor;
grant select, insert, update, delete on patient to clinic_admin;
grant select, insert, update on patient to clinic_system;
grant update (name, email, phone, birth_date, search) on patient to clinic_patient;
create policy patient_reads_self on patient for select to clinic_patient using (id = (select person_id()));
create policy patient_updates_self on patient for update to clinic_patient using (id = (select person_id()));
create policy admin_reads on patient for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_inserts on patient for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_updates on patient for update to clinic_admin using ((select actor_id()) is not null);
create policy admin_deletes on patient for delete to clinic_admin using ((select actor_id()) is not null);
create policy system_reads on patient for select to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on patient for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_updates on patient for update to clinic_system using ((select actor_id()) is not null);

create trigger audited after insert or update or delete on patient
  for each row execute function audit_change('name', 'email', 'phone', 'birth_date', 'search');
