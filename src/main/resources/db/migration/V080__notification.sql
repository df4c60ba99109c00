-- What people are told. A message is planned in the transaction of the step it tells of, by whoever takes the step; the
-- relay sends it after the commit. It holds ids and times, no names, no addresses and nothing that people wrote.
create table message (
  id uuid primary key,
  -- The step told of; absent for a message about the account itself. The times and places are those of the step, so that
  -- what was said does not change with a later move.
  appointment_id uuid,
  transition int,
  version int,
  doctor_id uuid references doctor,
  location_id uuid references location,
  start_at timestamptz,
  old_start_at timestamptz,
  account_id uuid references account,
  recipient_kind text not null check (recipient_kind in ('PATIENT', 'DOCTOR', 'ACCOUNT')),
  recipient_id uuid not null,
  channel text not null check (channel in ('EMAIL', 'IN_APP')),
  purpose text not null check (length(purpose) between 1 and 40),
  state text not null check (state in ('PLANNED', 'SENT', 'FAILED', 'SKIPPED', 'DEAD')),
  reason text check (length(reason) between 1 and 40),
  planned_at timestamptz not null,
  not_before timestamptz not null,
  attempts int not null default 0,
  lease_id uuid,
  lease_until timestamptz,
  sent_at timestamptz,
  read_at timestamptz,
  constraint tells_of_a_step foreign key (appointment_id, transition)
    references transition (appointment_id, number) deferrable initially deferred,
  check (num_nulls(appointment_id, transition, version, doctor_id, location_id, start_at) in (0, 6)),
  check ((recipient_kind = 'ACCOUNT') = (appointment_id is null)),
  check ((recipient_kind = 'ACCOUNT') = (account_id is not null)),
  check (account_id = recipient_id),
  check (channel = 'EMAIL' or state = 'SENT'),
  check (channel = 'IN_APP' or read_at is null),
  check ((state = 'SENT') = (sent_at is not null)),
  check ((lease_id is null) = (lease_until is null))
);
create unique index told_once on message (appointment_id, transition, recipient_kind, recipient_id, channel, purpose)
  where appointment_id is not null;
create index unsent on message (not_before, id) where state in ('PLANNED', 'FAILED');
create index inbox on message (recipient_id, planned_at desc, id desc) where channel = 'IN_APP';
create index on message (planned_at desc, id desc);

alter table message enable row level security;
alter table message force row level security;
grant select, insert on message to clinic_patient, clinic_doctor, clinic_admin, clinic_system;
grant update (read_at) on message to clinic_patient, clinic_doctor, clinic_admin;
grant update (state, reason, not_before, attempts, lease_id, lease_until, sent_at) on message to clinic_system;

create policy patient_reads_own on message for select to clinic_patient
  using (recipient_kind = 'PATIENT' and recipient_id = (select person_id()));
create policy patient_marks_own on message for update to clinic_patient
  using (recipient_kind = 'PATIENT' and recipient_id = (select person_id()));
create policy doctor_reads_own on message for select to clinic_doctor
  using (recipient_kind = 'DOCTOR' and recipient_id = (select person_id()));
create policy doctor_marks_own on message for update to clinic_doctor
  using (recipient_kind = 'DOCTOR' and recipient_id = (select person_id()));
create policy admin_reads on message for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_marks_own on message for update to clinic_admin using (recipient_id = (select actor_id()));
create policy system_reads on message for select to clinic_system using ((select actor_id()) is not null);
create policy system_sends on message for update to clinic_system using ((select actor_id()) is not null);

-- Whose an appointment was before a step, by what its patient was told last; only the patient learns it.
create policy seen_by_trigger on message for select to clinic_owner using (true);
select set_config('search_path', current_schema() || ', pg_temp', true);
create function doctor_before(appointment uuid, step int) returns uuid language sql stable security definer
  set search_path from current as $$
    select m.doctor_id from message m
    where m.appointment_id = appointment and m.transition = step - 1 and m.channel = 'IN_APP'
      and m.recipient_kind = 'PATIENT' and m.recipient_id = person_id()
  $$;
grant execute on function doctor_before(uuid, int) to clinic_patient;

-- Patients and doctors tell only of a step that they took themselves, and only those whose appointment it is, or was.
create policy patient_tells on message for insert to clinic_patient with check (exists (
  select from transition t join appointment a on a.id = t.appointment_id
  where t.appointment_id = message.appointment_id and t.number = message.transition and t.by_id = (select actor_id())
    and case message.recipient_kind
      when 'PATIENT' then message.recipient_id = a.patient_id
      when 'DOCTOR' then message.recipient_id in (a.doctor_id, doctor_before(a.id, t.number)) else false end));
create policy doctor_tells on message for insert to clinic_doctor with check (exists (
  select from transition t join appointment a on a.id = t.appointment_id
  where t.appointment_id = message.appointment_id and t.number = message.transition and t.by_id = (select actor_id())
    and case message.recipient_kind
      when 'PATIENT' then message.recipient_id = a.patient_id
      when 'DOCTOR' then message.recipient_id = a.doctor_id else false end));
create policy admin_tells on message for insert to clinic_admin with check ((select actor_id()) is not null);
create policy system_tells on message for insert to clinic_system with check ((select actor_id()) is not null);

-- A step that the patient is not told of cannot be committed, whoever takes it and by whatever path.
create function patient_is_told() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if not exists (
      select from message m
      where m.appointment_id = new.appointment_id and m.transition = new.number
        and m.recipient_kind = 'PATIENT' and m.channel = 'IN_APP') then
    raise exception 'A step of an appointment that the patient is not told of'
      using errcode = 'integrity_constraint_violation', constraint = 'patient_is_told';
  end if;
  return null;
end
$$;
create constraint trigger patient_is_told after insert on transition deferrable initially deferred
  for each row execute function patient_is_told();

-- Where the demo clinic's mails go when it has no mail server. Empty everywhere else.
create table demo_mail (
  id uuid primary key,
  message_id uuid not null unique references message,
  recipient text not null,
  recipient_key text not null,
  subject text not null,
  sent_at timestamptz not null,
  text text not null,
  html text not null
);
create index on demo_mail (recipient_key, sent_at desc, id desc);
create index on demo_mail (sent_at desc, id desc);
alter table demo_mail enable row level security;
alter table demo_mail force row level security;
grant select, insert on demo_mail to clinic_system;
create policy system_reads on demo_mail for select to clinic_system using ((select actor_id()) is not null);
create policy system_writes on demo_mail for insert to clinic_system with check ((select actor_id()) is not null);
