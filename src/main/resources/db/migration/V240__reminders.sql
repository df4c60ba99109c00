-- Patients are reminded of visits that stand. A reminder is a message like any other, planned with the step by which the
-- appointment stands at its time; what the relay finds at its moment decides whether it goes out.
alter table message add column remind_at timestamptz;
alter table message add constraint only_reminders_have_a_moment check ((purpose = 'REMINDER') = (remind_at is not null));
alter table message add constraint reminds_of_what_is_ahead check (remind_at < start_at);
-- In the clinic's own pages a message is delivered by being written, a reminder at its moment.
alter table message drop constraint message_check4;
alter table message add constraint is_delivered_by_being_written
  check (channel = 'EMAIL' or state = 'SENT' or purpose = 'REMINDER');
drop index told_once;
create unique index told_once
  on message (appointment_id, transition, recipient_kind, recipient_id, channel, purpose, remind_at) nulls not distinct
  where appointment_id is not null;
drop index inbox;
create index inbox on message (recipient_id, sent_at desc, id desc);

-- A reminder tells of no step.
select set_config('search_path', current_schema() || ', pg_temp', true);
create or replace function patient_is_told() returns trigger language plpgsql security definer
  set search_path from current as $$
begin
  if not exists (
      select from message m
      where m.appointment_id = new.appointment_id and m.transition = new.number
        and m.recipient_kind = 'PATIENT' and m.channel = 'IN_APP' and m.purpose <> 'REMINDER') then
    raise exception 'A step of an appointment that the patient is not told of'
      using errcode = 'integrity_constraint_violation', constraint = 'patient_is_told';
  end if;
  return null;
end
$$;

alter table policy_setting drop constraint in_bounds;
alter table policy_setting add constraint in_bounds check (case rule
  when 'leadTimeMinutes' then value between 0 and 43200
  when 'horizonDays' then value between 1 and 730
  when 'cancelCutOffMinutes' then value between 0 and 43200
  when 'moveLimit' then value between 0 and 100
  when 'requestExpiryMinutes' then value between 15 and 43200
  when 'noShowGraceMinutes' then value between 0 and 1440
  when 'maxOpenPerPatient' then value between 1 and 1000
  when 'maxPerPatientPerDay' then value between 1 and 100
  when 'maxPerDoctorPerDay' then value between 1 and 500
  when 'travelMinutes' then value between 0 and 480
  when 'reminderDayBefore' then value between 0 and 1
  when 'reminderMinutesBefore' then value between 0 and 2880
  else false end);
-- Written by nobody who acts, so without an audit entry.
alter table policy_setting no force row level security;
alter table policy_setting disable trigger user;
insert into policy_setting (rule, value, since)
values ('reminderDayBefore', 1, '-infinity'), ('reminderMinutesBefore', 120, '-infinity');
alter table policy_setting enable trigger user;
alter table policy_setting force row level security;

-- Visits that stand already are reminded of as well.
alter table appointment no force row level security;
alter table location no force row level security;
alter table message no force row level security;
insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at, recipient_kind, recipient_id,
                     channel, purpose, state, planned_at, not_before, remind_at)
select gen_random_uuid(), a.id, a.transitions, a.version, a.doctor_id, a.location_id, a.start_at, 'PATIENT', a.patient_id,
       way.channel, 'REMINDER', 'PLANNED', now(), due.moment, due.moment
from appointment a join location l on l.id = a.location_id
  cross join lateral (values ((a.start_at at time zone l.zone - interval '1 day') at time zone l.zone),
                             (a.start_at - interval '2 hours')) due (moment)
  cross join (values ('EMAIL'), ('IN_APP')) way (channel)
where (a.status = 'APPROVED' or a.status = 'RESCHEDULED' and a.awaiting = 'PATIENT') and due.moment > now();
-- What is checked at the commit is checked now: a table with checks to come cannot be altered.
set constraints all immediate;
set constraints all deferred;
alter table message force row level security;
alter table location force row level security;
alter table appointment force row level security;

-- What a patient may answer by a link in a reminder, without a sign-in. Only the SHA-256 of the token is kept. A link is for
-- one answer about one visit at one time: it is good until the visit begins, and no longer once it was moved or used.
create table reply_link (
  message_id uuid not null references message,
  reply text not null check (reply in ('CONFIRM', 'CANCEL')),
  hash bytea not null unique check (octet_length(hash) = 32),
  appointment_id uuid not null references appointment,
  patient_id uuid not null references patient,
  start_at timestamptz not null,
  used_at timestamptz,
  primary key (message_id, reply)
);
create index on reply_link (appointment_id);
create index on reply_link (patient_id);
alter table reply_link enable row level security;
alter table reply_link force row level security;
grant select, insert, update (hash) on reply_link to clinic_system;
grant select, update (used_at) on reply_link to clinic_patient;
create policy system_reads on reply_link for select to clinic_system using ((select actor_id()) is not null);
create policy system_makes on reply_link for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_makes_anew on reply_link for update to clinic_system
  using ((select actor_id()) is not null and used_at is null);
create policy patient_reads_own on reply_link for select to clinic_patient using (patient_id = (select person_id()));
create policy patient_uses_own on reply_link for update to clinic_patient using (patient_id = (select person_id()));

-- A patient has said that he will come, at the time that the visit had then.
create table confirmation (
  appointment_id uuid not null references appointment,
  start_at timestamptz not null,
  at timestamptz not null,
  by_id uuid not null,
  primary key (appointment_id, start_at)
);
alter table confirmation enable row level security;
alter table confirmation force row level security;
grant select, insert on confirmation to clinic_patient;
grant select on confirmation to clinic_doctor, clinic_admin;
create policy patient_reads_own on confirmation for select to clinic_patient using (
  exists (select from appointment a where a.id = confirmation.appointment_id));
create policy patient_confirms_own on confirmation for insert to clinic_patient with check (
  by_id = (select actor_id()) and exists (
    select from appointment a where a.id = confirmation.appointment_id and a.start_at = confirmation.start_at
      and a.status in ('APPROVED', 'RESCHEDULED')));
create policy doctor_reads_assigned on confirmation for select to clinic_doctor using (
  exists (select from appointment a where a.id = confirmation.appointment_id));
create policy admin_reads on confirmation for select to clinic_admin using ((select actor_id()) is not null);
create trigger audited after insert or update or delete on confirmation
  for each row execute function audit_change('key=appointment_id');
