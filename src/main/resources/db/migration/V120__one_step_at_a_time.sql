-- That an appointment's state is one of its transitions was held by a foreign key; that it is the last one, and that no
-- other path leads to another time, is held here.
create function takes_a_step() returns trigger language plpgsql as $$
begin
  if new.transitions <> old.transitions + 1 or new.version <> old.version + 1 then
    raise exception 'An appointment changes by one step at a time'
      using errcode = 'integrity_constraint_violation', constraint = 'takes_a_step';
  end if;
  if new.status <> 'RESCHEDULED' and (new.doctor_id, new.location_id, new.room_id, new.start_at, new.end_at)
      is distinct from (old.doctor_id, old.location_id, old.room_id, old.start_at, old.end_at) then
    raise exception 'An appointment has another time only after a move'
      using errcode = 'integrity_constraint_violation', constraint = 'moves_by_rescheduling';
  end if;
  return new;
end
$$;
create trigger takes_a_step before update on appointment for each row execute function takes_a_step();

create policy seen_by_trigger on appointment for select to clinic_owner using (true);
select set_config('search_path', current_schema() || ', pg_temp', true);
create function is_taken() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if not exists (
      select from appointment a where a.id = new.appointment_id and a.transitions >= new.number) then
    raise exception 'A step in the history that the appointment does not take'
      using errcode = 'integrity_constraint_violation', constraint = 'is_taken';
  end if;
  return null;
end
$$;
create constraint trigger is_taken after insert on transition deferrable initially deferred
  for each row execute function is_taken();

-- Rights that nothing uses: hours, absences and claims are taken and let go, never changed.
drop policy system_changes on appointment;
drop policy system_signs on transition;
revoke update on appointment from clinic_system;
revoke update (version, transitions, status, awaiting, doctor_id, location_id, room_id, start_at, end_at, moves)
  on appointment from clinic_system;
revoke insert on transition from clinic_system;
drop policy system_updates on patient;
revoke update on patient from clinic_system;
drop policy doctor_updates_own on working_pattern;
drop policy doctor_updates_own on absence;
revoke update on working_pattern, absence from clinic_doctor;
do $$
declare
  name text;
begin
  foreach name in array array['working_pattern', 'absence', 'doctor_time', 'patient_time', 'room_time'] loop
    execute format('drop policy admin_updates on %I', name);
    execute format('revoke update on %I from clinic_admin', name);
  end loop;
end
$$;
