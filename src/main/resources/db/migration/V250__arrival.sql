-- That a patient is there, and that the visit goes on, are facts about an appointment that stands, not states of it.
create table attendance (
  appointment_id uuid primary key references appointment,
  arrived_at timestamptz not null,
  arrived_by uuid not null,
  begun_at timestamptz,
  begun_by uuid,
  check ((begun_at is null) = (begun_by is null)),
  check (begun_at >= arrived_at)
);

alter table attendance enable row level security;
alter table attendance force row level security;
grant select on attendance to clinic_patient, clinic_doctor, clinic_admin, clinic_system;
grant insert, delete, update (begun_at, begun_by) on attendance to clinic_doctor, clinic_admin;
create policy patient_reads_own on attendance for select to clinic_patient using (
  exists (select from appointment a where a.id = attendance.appointment_id));
create policy doctor_reads_assigned on attendance for select to clinic_doctor using (
  exists (select from appointment a where a.id = attendance.appointment_id));
create policy doctor_notes_arrival on attendance for insert to clinic_doctor with check (
  exists (select from appointment a where a.id = attendance.appointment_id));
create policy doctor_begins on attendance for update to clinic_doctor using (
  exists (select from appointment a where a.id = attendance.appointment_id));
create policy doctor_takes_back on attendance for delete to clinic_doctor using (
  exists (select from appointment a where a.id = attendance.appointment_id));
create policy admin_reads on attendance for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_notes_arrival on attendance for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_begins on attendance for update to clinic_admin using ((select actor_id()) is not null);
create policy admin_takes_back on attendance for delete to clinic_admin using ((select actor_id()) is not null);
create policy system_reads on attendance for select to clinic_system using ((select actor_id()) is not null);

create trigger audited after insert or update or delete on attendance
  for each row execute function audit_change('key=appointment_id');

-- Signed by whoever notes it, and only of an appointment that stands; a visit that has begun began once.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function notes_a_visitor() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if not exists (
      select from appointment a where a.id = new.appointment_id and a.status in ('APPROVED', 'RESCHEDULED')) then
    raise exception 'Only who has an appointment that stands can be there for it'
      using errcode = 'integrity_constraint_violation', constraint = 'notes_a_visitor';
  end if;
  if tg_op = 'INSERT' and new.arrived_by <> actor_id() or new.begun_by <> actor_id()
      or tg_op = 'UPDATE' and old.begun_at is not null then
    raise exception 'What is noted of a visitor is signed, and a visit begins once' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger notes_a_visitor before insert or update on attendance for each row execute function notes_a_visitor();

-- Who comes at another time, or not at all, has not arrived for it.
create policy forgotten_by_function on attendance for all to clinic_owner using (true) with check (false);
create function forgets_arrival() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from attendance where appointment_id = new.id;
  return null;
end
$$;
create trigger forgets_arrival after update on appointment
  for each row when (new.status in ('CANCELLED', 'REJECTED', 'NO_SHOW', 'DELETED')
    or (new.start_at, new.doctor_id, new.location_id) <> (old.start_at, old.doctor_id, old.location_id))
  execute function forgets_arrival();
