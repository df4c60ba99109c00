-- The life of an appointment. Its current state is its last transition: the foreign keys below make a state without its
-- history row, a step that is not in the table, and an appointment whose time is not held impossible, whoever writes.

-- Who may take an appointment from which state to which. The same table as clinic.booking.domain.Lifecycle (a test holds
-- them equal); NEW is before the first row, DELETED after the last, neither is ever shown.
create table lifecycle_step (
  from_status text not null,
  to_status text not null,
  by_role text not null,
  primary key (from_status, to_status, by_role)
);
insert into lifecycle_step values
  ('NEW', 'PENDING', 'PATIENT'), ('NEW', 'PENDING', 'ADMIN'),
  ('NEW', 'APPROVED', 'PATIENT'), ('NEW', 'APPROVED', 'DOCTOR'), ('NEW', 'APPROVED', 'ADMIN'),
  ('PENDING', 'APPROVED', 'DOCTOR'), ('PENDING', 'APPROVED', 'ADMIN'),
  ('PENDING', 'REJECTED', 'DOCTOR'), ('PENDING', 'REJECTED', 'ADMIN'),
  ('PENDING', 'RESCHEDULED', 'PATIENT'), ('PENDING', 'RESCHEDULED', 'DOCTOR'), ('PENDING', 'RESCHEDULED', 'ADMIN'),
  ('APPROVED', 'RESCHEDULED', 'PATIENT'), ('APPROVED', 'RESCHEDULED', 'DOCTOR'), ('APPROVED', 'RESCHEDULED', 'ADMIN'),
  ('RESCHEDULED', 'RESCHEDULED', 'PATIENT'), ('RESCHEDULED', 'RESCHEDULED', 'DOCTOR'), ('RESCHEDULED', 'RESCHEDULED', 'ADMIN'),
  ('RESCHEDULED', 'APPROVED', 'PATIENT'), ('RESCHEDULED', 'APPROVED', 'DOCTOR'), ('RESCHEDULED', 'APPROVED', 'ADMIN'),
  ('RESCHEDULED', 'REJECTED', 'DOCTOR'), ('RESCHEDULED', 'REJECTED', 'ADMIN'),
  ('PENDING', 'CANCELLED', 'PATIENT'), ('PENDING', 'CANCELLED', 'DOCTOR'), ('PENDING', 'CANCELLED', 'ADMIN'),
  ('APPROVED', 'CANCELLED', 'PATIENT'), ('APPROVED', 'CANCELLED', 'DOCTOR'), ('APPROVED', 'CANCELLED', 'ADMIN'),
  ('RESCHEDULED', 'CANCELLED', 'PATIENT'), ('RESCHEDULED', 'CANCELLED', 'DOCTOR'), ('RESCHEDULED', 'CANCELLED', 'ADMIN'),
  ('APPROVED', 'COMPLETED', 'DOCTOR'), ('APPROVED', 'COMPLETED', 'ADMIN'),
  ('RESCHEDULED', 'COMPLETED', 'DOCTOR'), ('RESCHEDULED', 'COMPLETED', 'ADMIN'),
  ('APPROVED', 'NO_SHOW', 'DOCTOR'), ('APPROVED', 'NO_SHOW', 'ADMIN'),
  ('RESCHEDULED', 'NO_SHOW', 'DOCTOR'), ('RESCHEDULED', 'NO_SHOW', 'ADMIN'),
  ('NO_SHOW', 'COMPLETED', 'ADMIN'), ('COMPLETED', 'NO_SHOW', 'ADMIN'),
  ('PENDING', 'DELETED', 'ADMIN'), ('APPROVED', 'DELETED', 'ADMIN'), ('REJECTED', 'DELETED', 'ADMIN'),
  ('RESCHEDULED', 'DELETED', 'ADMIN'), ('COMPLETED', 'DELETED', 'ADMIN'), ('CANCELLED', 'DELETED', 'ADMIN'),
  ('NO_SHOW', 'DELETED', 'ADMIN');

create table appointment (
  id uuid primary key,
  version int not null,
  transitions int not null,
  status text not null check (status in
    ('PENDING', 'APPROVED', 'REJECTED', 'RESCHEDULED', 'COMPLETED', 'CANCELLED', 'NO_SHOW', 'DELETED')),
  awaiting text check (awaiting in ('DOCTOR', 'PATIENT')),
  patient_id uuid not null references patient,
  doctor_id uuid not null references doctor,
  location_id uuid not null references location,
  type_id uuid not null references appointment_type,
  room_id uuid references room,
  start_at timestamptz not null,
  end_at timestamptz not null,
  moves int not null default 0,
  created_at timestamptz not null,
  -- The claim in the ledger is named by the appointment itself, as long as it holds its time.
  claim_id uuid generated always as (
    case when status in ('PENDING', 'APPROVED', 'RESCHEDULED', 'COMPLETED', 'NO_SHOW') then id end) stored,
  claim_part text not null generated always as ('VISIT') stored,
  check (start_at < end_at),
  check (status <> 'PENDING' or awaiting = 'DOCTOR'),
  check (status in ('PENDING', 'RESCHEDULED') or awaiting is null),
  constraint holds_doctor foreign key (claim_id, claim_part, doctor_id, start_at, end_at)
    references doctor_time (claim_id, part, doctor_id, start_at, end_at) deferrable initially deferred,
  constraint holds_patient foreign key (claim_id, patient_id, start_at, end_at)
    references patient_time (claim_id, patient_id, start_at, end_at) deferrable initially deferred,
  constraint holds_room foreign key (claim_id, room_id, start_at, end_at)
    references room_time (claim_id, room_id, start_at, end_at) deferrable initially deferred
);
create index on appointment (patient_id, start_at);
create index on appointment (doctor_id, start_at);
create index on appointment (start_at);
create index on appointment (status, start_at);

create table transition (
  appointment_id uuid not null references appointment deferrable initially deferred,
  number int not null check (number >= 1),
  from_status text not null,
  to_status text not null,
  at timestamptz not null,
  by_id uuid not null,
  by_role text not null,
  reason text check (length(reason) between 1 and 500),
  old_start timestamptz,
  new_start timestamptz,
  previous int generated always as (case when number > 1 then number - 1 end) stored,
  primary key (appointment_id, number),
  unique (appointment_id, number, to_status),
  check ((number = 1) = (from_status = 'NEW')),
  check ((to_status = 'RESCHEDULED') = (old_start is not null and from_status <> 'NEW')),
  constraint is_a_step foreign key (from_status, to_status, by_role) references lifecycle_step,
  constraint follows_previous foreign key (appointment_id, previous, from_status)
    references transition (appointment_id, number, to_status)
);
create index on transition (at);
alter table appointment add constraint state_is_last_transition foreign key (id, transitions, status)
  references transition (appointment_id, number, to_status) deferrable initially deferred;

-- What the patient wrote for the doctor, and nobody else: a table of its own so that the walls can be its own.
create table appointment_note (
  appointment_id uuid primary key references appointment,
  body text not null check (length(body) between 1 and 2000)
);

-- The answer to a request that may be repeated: written in the booking's own transaction.
create table idempotency (
  actor_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  appointment_id uuid not null references appointment deferrable initially deferred,
  created_at timestamptz not null,
  primary key (actor_id, key)
);

do $$
declare
  name text;
begin
  foreach name in array array['lifecycle_step', 'appointment', 'transition', 'appointment_note', 'idempotency'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
end
$$;

grant select on lifecycle_step to clinic_admin;
create policy admin_reads on lifecycle_step for select to clinic_admin using ((select actor_id()) is not null);

grant select, insert on appointment, transition, appointment_note to clinic_patient, clinic_doctor, clinic_admin;
revoke select on appointment_note from clinic_admin;
grant update (version, transitions, status, awaiting, doctor_id, location_id, room_id, start_at, end_at, moves)
  on appointment to clinic_patient, clinic_doctor, clinic_admin, clinic_system;
grant select on appointment, transition to clinic_system;
grant insert on transition to clinic_system;

create policy patient_reads_own on appointment for select to clinic_patient using (patient_id = (select person_id()));
create policy patient_books on appointment for insert to clinic_patient with check (patient_id = (select person_id()));
create policy patient_changes_own on appointment for update to clinic_patient using (patient_id = (select person_id()));
create policy doctor_reads_assigned on appointment for select to clinic_doctor using (doctor_id = (select person_id()));
create policy doctor_books on appointment for insert to clinic_doctor with check (doctor_id = (select person_id()));
create policy doctor_changes_assigned on appointment for update to clinic_doctor using (doctor_id = (select person_id()));
create policy admin_reads on appointment for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_books on appointment for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_changes on appointment for update to clinic_admin using ((select actor_id()) is not null);
create policy system_reads on appointment for select to clinic_system using ((select actor_id()) is not null);
create policy system_changes on appointment for update to clinic_system using ((select actor_id()) is not null);

-- A step is signed by who takes it: nobody writes another's name or role into the history.
create policy patient_reads_own on transition for select to clinic_patient using (
  exists (select from appointment a where a.id = transition.appointment_id));
create policy patient_signs on transition for insert to clinic_patient with check (
  by_id = (select actor_id()) and by_role = 'PATIENT');
create policy doctor_reads_assigned on transition for select to clinic_doctor using (
  exists (select from appointment a where a.id = transition.appointment_id));
create policy doctor_signs on transition for insert to clinic_doctor with check (
  by_id = (select actor_id()) and by_role = 'DOCTOR');
create policy admin_reads on transition for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_signs on transition for insert to clinic_admin with check (
  by_id = (select actor_id()) and by_role = 'ADMIN');
create policy system_reads on transition for select to clinic_system using ((select actor_id()) is not null);
create policy system_signs on transition for insert to clinic_system with check (
  by_id = (select actor_id()) and by_role = 'SYSTEM');

create policy patient_reads_own on appointment_note for select to clinic_patient using (
  exists (select from appointment a where a.id = appointment_note.appointment_id));
create policy patient_writes_own on appointment_note for insert to clinic_patient with check (
  exists (select from appointment a where a.id = appointment_note.appointment_id));
create policy doctor_reads_assigned on appointment_note for select to clinic_doctor using (
  exists (select from appointment a where a.id = appointment_note.appointment_id));
create policy doctor_writes_assigned on appointment_note for insert to clinic_doctor with check (
  exists (select from appointment a where a.id = appointment_note.appointment_id));
create policy admin_writes on appointment_note for insert to clinic_admin with check ((select actor_id()) is not null);

grant select, insert on idempotency to clinic_patient, clinic_doctor, clinic_admin;
create policy patient_reads_own on idempotency for select to clinic_patient using (actor_id = (select actor_id()));
create policy patient_writes_own on idempotency for insert to clinic_patient with check (actor_id = (select actor_id()));
create policy doctor_reads_own on idempotency for select to clinic_doctor using (actor_id = (select actor_id()));
create policy doctor_writes_own on idempotency for insert to clinic_doctor with check (actor_id = (select actor_id()));
create policy admin_reads_own on idempotency for select to clinic_admin using (actor_id = (select actor_id()));
create policy admin_writes_own on idempotency for insert to clinic_admin with check (actor_id = (select actor_id()));

-- A doctor sees the patients who have, or had, an appointment with him.
create policy doctor_reads_assigned on patient for select to clinic_doctor using (
  exists (select from appointment a where a.patient_id = patient.id and a.doctor_id = (select person_id())));

create trigger audited after insert or update or delete on appointment for each row execute function audit_change();
create trigger audited after insert or update or delete on transition
  for each row execute function audit_change('key=appointment_id', 'reason');
create trigger audited after insert or update or delete on appointment_note
  for each row execute function audit_change('key=appointment_id', 'body');

create function transition_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'History is never changed' using errcode = 'insufficient_privilege';
end
$$;
create trigger never_changed before update or delete on transition
  for each row execute function transition_is_final();
