-- A doctor opens the record of somebody he does not treat: for an hour, with a reason, and the patient is told. When it began
-- and ends is the database's to say; it can be ended earlier, and looked into once by an admin. Nothing else of it changes.
create table emergency_access (
  id uuid primary key,
  doctor_id uuid not null references doctor,
  by_id uuid not null,
  patient_id uuid not null references patient,
  reason sealed not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  reviewed_at timestamptz,
  reviewed_by uuid,
  review_note sealed,
  constraint is_short check (ends_at = begun_at + interval '60 minutes'),
  constraint ends_between check (ended_at between begun_at and ends_at),
  constraint is_reviewed_with_a_note check (num_nulls(reviewed_at, reviewed_by, review_note) in (0, 3)),
  -- A doctor may become an admin.
  constraint is_reviewed_by_somebody_else check (reviewed_by <> by_id),
  constraint one_at_a_time exclude using gist (
    by_id with =, patient_id with =, tstzrange(begun_at, coalesce(ended_at, ends_at)) with &&)
);
create index on emergency_access (patient_id, begun_at);
create index on emergency_access (begun_at, id);
create index not_reviewed on emergency_access (begun_at, id) where reviewed_at is null;

alter table emergency_access enable row level security;
alter table emergency_access force row level security;
grant select, update (ended_at), insert (id, doctor_id, by_id, patient_id, reason) on emergency_access to clinic_doctor;
grant select, update (reviewed_at, reviewed_by, review_note) on emergency_access to clinic_admin;
grant select (id, doctor_id, patient_id, reason, begun_at, ends_at, ended_at, reviewed_at) on emergency_access to clinic_patient;
create policy doctor_reads_own on emergency_access for select to clinic_doctor using (by_id = (select actor_id()));
create policy doctor_begins on emergency_access for insert to clinic_doctor with check (
  by_id = (select actor_id()) and doctor_id = (select person_id()));
create policy doctor_ends_own on emergency_access for update to clinic_doctor
  using (by_id = (select actor_id()) and ended_at is null) with check (by_id = (select actor_id()));
create policy admin_reads on emergency_access for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_reviews on emergency_access for update to clinic_admin
  using ((select actor_id()) is not null and reviewed_at is null) with check (reviewed_by = (select actor_id()));
create policy patient_reads_own on emergency_access for select to clinic_patient using (patient_id = (select person_id()));
create policy replayed on emergency_access for select to clinic_owner using (true);
create trigger audited after insert or update or delete on emergency_access
  for each row execute function audit_change();

select set_config('search_path', current_schema() || ', pg_temp', true);
create function emergency_has_its_time() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op = 'INSERT' then
    new.begun_at := act_moment();
    new.ends_at := new.begun_at + interval '60 minutes';
    return new;
  end if;
  if new.ended_at is distinct from old.ended_at then
    new.ended_at := least(greatest(act_moment(), old.begun_at), old.ends_at);
  end if;
  if new.reviewed_at is distinct from old.reviewed_at then
    new.reviewed_at := act_moment();
  end if;
  return new;
end
$$;
create trigger emergency_has_its_time before insert or update on emergency_access
  for each row execute function emergency_has_its_time();

-- The patient is told, whoever writes the row and by whatever path: in the clinic's own pages, and by mail where there is an
-- address, whatever was chosen. The message names the doctor and the moment where others name a visit's.
alter table message add column emergency_id uuid references emergency_access;
alter table message drop constraint message_check;
alter table message add constraint tells_of_one_thing check (
  num_nulls(appointment_id, transition, version, doctor_id, location_id, start_at) in (0, 6) and emergency_id is null
  or emergency_id is not null and doctor_id is not null and start_at is not null
     and num_nulls(appointment_id, transition, version, location_id) = 4);
alter table message drop constraint message_check1;
alter table message add constraint is_about_the_account_or_something check (
  (recipient_kind = 'ACCOUNT') = (appointment_id is null and emergency_id is null));
alter table message add constraint only_of_emergencies check ((purpose = 'EMERGENCY_ACCESS') = (emergency_id is not null));
create unique index told_once_of_an_emergency on message (emergency_id, channel) where emergency_id is not null;
create policy told_by_function on message for insert to clinic_owner with check (emergency_id is not null);
create function patient_is_told_of_emergency() returns trigger language plpgsql security definer
  set search_path from current as $$
begin
  insert into message (id, emergency_id, doctor_id, start_at, recipient_kind, recipient_id, channel, purpose, state,
                       planned_at, not_before, sent_at)
  select gen_random_uuid(), new.id, new.doctor_id, new.begun_at, 'PATIENT', new.patient_id, way.channel, 'EMERGENCY_ACCESS',
         way.state, new.begun_at, new.begun_at, case way.state when 'SENT' then new.begun_at end
  from (values ('IN_APP', 'SENT'), ('EMAIL', 'PLANNED')) way (channel, state)
  where way.channel = 'IN_APP' or exists (select from patient p where p.id = new.patient_id and p.email is not null);
  return null;
end
$$;
create trigger patient_is_told after insert on emergency_access
  for each row execute function patient_is_told_of_emergency();

-- Whose record is open to the acting doctor by this, until its time is over; nobody's for whoever is blocked meanwhile.
create function in_emergency(access uuid) returns uuid language sql volatile security definer set search_path from current as $$
  select e.patient_id
  from emergency_access e join account a on a.id = e.by_id and a.blocked_at is null
  where e.id = access and e.by_id = actor_id() and actor_role() = 'DOCTOR'
    and e.ended_at is null and e.ends_at > act_moment()
$$;
revoke execute on function in_emergency(uuid) from public;
-- What doctors see by themselves stays as it is: the record of an emergency is read through these two and nothing else, and
-- nothing can be written through them.
create function emergency_patient(access uuid) returns table (
  id uuid, name sealed, email sealed, phone sealed, birth_date sealed, key_owner uuid, key_wrapped bytea)
  language sql volatile security definer set search_path from current as $$
  select p.id, p.name, p.email, p.phone, p.birth_date, k.owner_id, k.wrapped
  from patient p join data_key k on k.owner_id = p.id
  where p.id = (select in_emergency(access))
$$;
revoke execute on function emergency_patient(uuid) from public;
grant execute on function emergency_patient(uuid) to clinic_doctor;
create function emergency_visits(access uuid) returns table (
  id uuid, status text, start_at timestamptz, end_at timestamptz, zone text, doctor_id uuid, location_id uuid, type_id uuid,
  note sealed)
  language sql volatile security definer set search_path from current as $$
  select a.id, a.status, a.start_at, a.end_at, l.zone, a.doctor_id, a.location_id, a.type_id, n.body
  from appointment a join location l on l.id = a.location_id left join appointment_note n on n.appointment_id = a.id
  where a.patient_id = (select in_emergency(access)) and a.status <> 'DELETED'
  order by a.start_at desc, a.id
$$;
revoke execute on function emergency_visits(uuid) from public;
grant execute on function emergency_visits(uuid) to clinic_doctor;
