-- That staff opened a patient's record or appointment: who, when, what and why. Patients read what concerns them. The ids
-- are no foreign keys: that somebody looked stays true when what he looked at is gone.
create table record_access (
  id uuid primary key,
  at timestamptz not null,
  actor_id uuid not null,
  actor_role text not null check (actor_role in ('DOCTOR', 'ADMIN')),
  doctor_id uuid,
  request_id uuid not null,
  patient_id uuid not null,
  appointment_id uuid,
  why text not null check (why in ('TREATS', 'FRONT_DESK', 'EMERGENCY')),
  constraint doctors_have_a_name check ((actor_role = 'DOCTOR') = (doctor_id is not null)),
  constraint once_per_request unique nulls not distinct (request_id, patient_id, appointment_id)
);
create index on record_access (patient_id, id);
create index on record_access (at);
alter table record_access enable row level security;
alter table record_access force row level security;
grant select on record_access to clinic_patient, clinic_admin, clinic_system;
grant insert on record_access to clinic_doctor, clinic_admin;
create policy patient_reads_own on record_access for select to clinic_patient using (patient_id = (select person_id()));
create policy admin_reads on record_access for select to clinic_admin using ((select actor_id()) is not null);
create policy system_reads on record_access for select to clinic_system using ((select actor_id()) is not null);
-- Nobody looks in another's name.
create policy doctor_looks on record_access for insert to clinic_doctor with check (
  actor_id = (select actor_id()) and doctor_id = (select person_id()));
create policy admin_looks on record_access for insert to clinic_admin with check (
  actor_id = (select actor_id()) and actor_role = 'ADMIN' and why = 'FRONT_DESK');
create trigger audited after insert or update or delete on record_access
  for each row execute function audit_change();
