-- When doctors work, and the ledger of time that is taken.

-- One row per doctor and patient, locked (for no key update, in id order) by whoever claims or moves time or changes hours,
-- absences and closures: the queue in front of the constraints below.
create table calendar (
  id uuid primary key,
  kind text not null check (kind in ('DOCTOR', 'PATIENT'))
);

create table working_pattern (
  id uuid primary key,
  doctor_id uuid not null references doctor on delete cascade,
  location_id uuid not null references location,
  day text not null check (day in ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY')),
  from_time time not null,
  to_time time not null,
  break_from time[] not null default '{}',
  break_to time[] not null default '{}',
  valid_from date,
  valid_until date,
  step_minutes int check (step_minutes between 5 and 240),
  check (from_time <> to_time),
  check (cardinality(break_from) = cardinality(break_to)),
  check (valid_from <= valid_until)
);
create index on working_pattern (doctor_id);

create table absence (
  id uuid primary key,
  doctor_id uuid not null references doctor on delete cascade,
  start_at timestamptz not null,
  end_at timestamptz not null,
  reason text check (length(reason) <= 300),
  check (start_at < end_at)
);
create index on absence (doctor_id, end_at);

-- Time taken from a doctor, by an opaque owner. A visit has a row for itself and one per buffer; "part" as a range of
-- kinds lets a buffer overlap a buffer, so that the gap between two visits is the larger of the two, never the sum.
create table doctor_time (
  claim_id uuid not null,
  part text not null check (part in ('VISIT', 'BEFORE', 'AFTER')),
  doctor_id uuid not null references doctor,
  location_id uuid not null references location,
  start_at timestamptz not null,
  end_at timestamptz not null,
  kinds int8range not null generated always as (
    case part when 'VISIT' then int8range(0, 2) when 'BEFORE' then int8range(0, 1) else int8range(1, 2) end) stored,
  during tstzrange not null generated always as (tstzrange(start_at, end_at)) stored,
  primary key (claim_id, part),
  unique (claim_id, part, doctor_id, start_at, end_at),
  check (start_at < end_at and end_at - start_at <= interval '1 day'),
  constraint doctor_is_free exclude using gist (doctor_id with =, kinds with &&, during with &&)
);
create index on doctor_time (doctor_id, start_at, end_at);

create table patient_time (
  claim_id uuid primary key,
  patient_id uuid not null references patient,
  start_at timestamptz not null,
  end_at timestamptz not null,
  during tstzrange not null generated always as (tstzrange(start_at, end_at)) stored,
  unique (claim_id, patient_id, start_at, end_at),
  check (start_at < end_at and end_at - start_at <= interval '1 day'),
  constraint patient_is_free exclude using gist (patient_id with =, during with &&)
);
create index on patient_time (patient_id, start_at, end_at);

create table room_time (
  claim_id uuid primary key,
  room_id uuid not null references room,
  start_at timestamptz not null,
  end_at timestamptz not null,
  during tstzrange not null generated always as (tstzrange(start_at, end_at)) stored,
  unique (claim_id, room_id, start_at, end_at),
  check (start_at < end_at and end_at - start_at <= interval '1 day'),
  constraint room_is_free exclude using gist (room_id with =, during with &&)
);
create index on room_time (room_id, start_at, end_at);

do $$
declare
  name text;
begin
  foreach name in array array['calendar', 'working_pattern', 'absence', 'doctor_time', 'patient_time', 'room_time'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to clinic_admin', name);
    execute format('create policy admin_reads on %I for select to clinic_admin using ((select actor_id()) is not null)', name);
    execute format('create policy admin_inserts on %I for insert to clinic_admin with check ((select actor_id()) is not null)', name);
    execute format('create policy admin_updates on %I for update to clinic_admin using ((select actor_id()) is not null)', name);
    execute format('create policy admin_deletes on %I for delete to clinic_admin using ((select actor_id()) is not null)', name);
  end loop;
end
$$;

-- The queue: whoever claims may lock a doctor's row and a patient's, and change none.
revoke insert, update, delete on calendar from clinic_admin;
drop policy admin_inserts on calendar;
drop policy admin_updates on calendar;
drop policy admin_deletes on calendar;
grant select, update (kind) on calendar to clinic_patient, clinic_doctor, clinic_admin;
create policy patient_reads on calendar for select to clinic_patient
  using ((select actor_id()) is not null and (kind = 'DOCTOR' or id = (select person_id())));
create policy patient_locks on calendar for update to clinic_patient
  using ((select actor_id()) is not null and (kind = 'DOCTOR' or id = (select person_id()))) with check (false);
create policy doctor_reads on calendar for select to clinic_doctor using ((select actor_id()) is not null);
create policy doctor_locks on calendar for update to clinic_doctor
  using ((select actor_id()) is not null) with check (false);
create policy admin_locks on calendar for update to clinic_admin
  using ((select actor_id()) is not null) with check (false);
create policy opened_by_trigger on calendar for insert to clinic_owner with check (true);

select set_config('search_path', current_schema() || ', pg_temp', true);
create function open_calendar() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into calendar (id, kind) values (new.id, upper(tg_table_name));
  return null;
end
$$;
create trigger opens_calendar after insert on doctor for each row execute function open_calendar();
create trigger opens_calendar after insert on patient for each row execute function open_calendar();

-- That a doctor or a room is not free is public; whose time it is, and why the doctor is away, is in no column that the
-- public may read.
grant select on working_pattern to clinic_visitor, clinic_patient, clinic_doctor;
grant select (id, doctor_id, start_at, end_at) on absence to clinic_visitor, clinic_patient;
grant select on absence to clinic_doctor;
grant select (doctor_id, location_id, part, start_at, end_at) on doctor_time to clinic_visitor;
grant select (room_id, start_at, end_at) on room_time to clinic_visitor;
grant select on doctor_time, room_time to clinic_patient, clinic_doctor;
grant select on patient_time to clinic_patient, clinic_doctor;

create policy visitor_reads on working_pattern for select to clinic_visitor using ((select actor_id()) is not null);
create policy patient_reads on working_pattern for select to clinic_patient using ((select actor_id()) is not null);
create policy doctor_reads on working_pattern for select to clinic_doctor using ((select actor_id()) is not null);
create policy visitor_reads on absence for select to clinic_visitor using ((select actor_id()) is not null);
create policy patient_reads on absence for select to clinic_patient using ((select actor_id()) is not null);
create policy doctor_reads_own on absence for select to clinic_doctor using (doctor_id = (select person_id()));
create policy visitor_reads on doctor_time for select to clinic_visitor using ((select actor_id()) is not null);
create policy patient_reads on doctor_time for select to clinic_patient using ((select actor_id()) is not null);
create policy doctor_reads_own on doctor_time for select to clinic_doctor using (doctor_id = (select person_id()));
create policy visitor_reads on room_time for select to clinic_visitor using ((select actor_id()) is not null);
create policy patient_reads on room_time for select to clinic_patient using ((select actor_id()) is not null);
create policy doctor_reads on room_time for select to clinic_doctor using ((select actor_id()) is not null);

-- Hours are the doctor's own to change.
grant insert, update, delete on working_pattern, absence to clinic_doctor;
create policy doctor_inserts_own on working_pattern for insert to clinic_doctor with check (doctor_id = (select person_id()));
create policy doctor_updates_own on working_pattern for update to clinic_doctor using (doctor_id = (select person_id()));
create policy doctor_deletes_own on working_pattern for delete to clinic_doctor using (doctor_id = (select person_id()));
create policy doctor_inserts_own on absence for insert to clinic_doctor with check (doctor_id = (select person_id()));
create policy doctor_updates_own on absence for update to clinic_doctor using (doctor_id = (select person_id()));
create policy doctor_deletes_own on absence for delete to clinic_doctor using (doctor_id = (select person_id()));

-- A patient takes a doctor's time only together with his own, a doctor only his own time; each lets go the same way.
grant insert, delete on doctor_time, patient_time, room_time to clinic_patient, clinic_doctor;
create policy patient_reads_own on patient_time for select to clinic_patient using (patient_id = (select person_id()));
create policy patient_takes on patient_time for insert to clinic_patient with check (patient_id = (select person_id()));
create policy patient_lets_go on patient_time for delete to clinic_patient using (patient_id = (select person_id()));
create policy patient_takes on doctor_time for insert to clinic_patient with check (
  claim_id in (select p.claim_id from patient_time p where p.patient_id = (select person_id())));
create policy patient_lets_go on doctor_time for delete to clinic_patient using (
  claim_id in (select p.claim_id from patient_time p where p.patient_id = (select person_id())));
create policy patient_takes on room_time for insert to clinic_patient with check (
  claim_id in (select p.claim_id from patient_time p where p.patient_id = (select person_id())));
create policy patient_lets_go on room_time for delete to clinic_patient using (
  claim_id in (select p.claim_id from patient_time p where p.patient_id = (select person_id())));

create policy doctor_takes on doctor_time for insert to clinic_doctor with check (doctor_id = (select person_id()));
create policy doctor_lets_go on doctor_time for delete to clinic_doctor using (doctor_id = (select person_id()));
create policy doctor_reads_own on patient_time for select to clinic_doctor using (
  exists (select from doctor_time d where d.claim_id = patient_time.claim_id and d.doctor_id = (select person_id())));
create policy doctor_takes on patient_time for insert to clinic_doctor with check ((select actor_id()) is not null);
create policy doctor_lets_go on patient_time for delete to clinic_doctor using (
  exists (select from doctor_time d where d.claim_id = patient_time.claim_id and d.doctor_id = (select person_id())));
create policy doctor_takes on room_time for insert to clinic_doctor with check (
  exists (select from doctor_time d where d.claim_id = room_time.claim_id and d.doctor_id = (select person_id())));
create policy doctor_lets_go on room_time for delete to clinic_doctor using (
  exists (select from doctor_time d where d.claim_id = room_time.claim_id and d.doctor_id = (select person_id())));

create trigger audited after insert or update or delete on working_pattern for each row execute function audit_change();
create trigger audited after insert or update or delete on absence for each row execute function audit_change('reason');
