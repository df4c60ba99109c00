-- Staff may take back an answer to a request for a few seconds, before anybody is told of it.
alter table lifecycle_step no force row level security;
insert into lifecycle_step values
  ('APPROVED', 'PENDING', 'DOCTOR'), ('APPROVED', 'PENDING', 'ADMIN'),
  ('REJECTED', 'PENDING', 'DOCTOR'), ('REJECTED', 'PENDING', 'ADMIN'),
  ('REJECTED', 'RESCHEDULED', 'DOCTOR'), ('REJECTED', 'RESCHEDULED', 'ADMIN');
alter table lifecycle_step force row level security;

-- Only the last step, only while it is fresh, and only to where it came from. From APPROVED to RESCHEDULED is a move too.
select set_config('search_path', current_schema() || ', pg_temp', true);
create policy seen_by_trigger on transition for select to clinic_owner using (true);
create function takes_back_at_once() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if not exists (
      select from transition answer
      where answer.appointment_id = new.appointment_id and answer.number = new.number - 1
        and answer.from_status = new.to_status and answer.by_role in ('DOCTOR', 'ADMIN')
        and answer.at > act_moment() - interval '8 seconds') then
    raise exception 'An answer is taken back at once or not at all'
      using errcode = 'integrity_constraint_violation', constraint = 'takes_back_at_once';
  end if;
  return new;
end
$$;
create trigger takes_back_at_once before insert on transition for each row
  when (new.from_status in ('APPROVED', 'REJECTED') and new.to_status = 'PENDING'
    or new.from_status = 'REJECTED' and new.to_status = 'RESCHEDULED')
  execute function takes_back_at_once();

-- A request that is open again expires as it would have, and may be given another room.
create or replace function answers_in_time() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if old.expires_at is not null and new.status <> 'DELETED'
      and (old.expires_at <= act_moment()) <> (actor_role() = 'SYSTEM')
      and not exists (select from demo_build where finished_at is null) then
    raise exception 'A request is answered before it expires, and by the clock after'
      using errcode = 'integrity_constraint_violation', constraint = 'answers_in_time';
  end if;
  if new.expires_at is not null and (old.expires_at is not null or new.expires_at <= act_moment()) then
    raise exception 'When a request expires is said with it'
      using errcode = 'integrity_constraint_violation', constraint = 'answers_in_time';
  end if;
  return new;
end
$$;
create or replace function takes_a_step() returns trigger language plpgsql as $$
begin
  if new.transitions <> old.transitions + 1 or new.version <> old.version + 1 then
    raise exception 'An appointment changes by one step at a time'
      using errcode = 'integrity_constraint_violation', constraint = 'takes_a_step';
  end if;
  if new.status <> 'RESCHEDULED' and (new.doctor_id, new.location_id, new.start_at, new.end_at)
        is distinct from (old.doctor_id, old.location_id, old.start_at, old.end_at)
      or new.status not in ('RESCHEDULED', 'PENDING') and new.room_id is distinct from old.room_id then
    raise exception 'An appointment has another time only after a move'
      using errcode = 'integrity_constraint_violation', constraint = 'moves_by_rescheduling';
  end if;
  return new;
end
$$;

-- What was to be told of an answer is withdrawn by the step that takes it back: all of it, or nothing when any of it is under
-- way; and what the answer had made stale is told after all. In the clinic's own pages a message is written ahead and shown at its moment.
alter table message drop constraint is_delivered_by_being_written;
alter table message add constraint is_delivered_by_being_written
  check (channel = 'EMAIL' or state in ('SENT', 'SKIPPED') or purpose = 'REMINDER');
create policy withdrawn_by_function on message for update to clinic_owner using (state <> 'DEAD') with check (state in ('SKIPPED', 'PLANNED'));
create function withdraw_messages(appointment uuid, answer int) returns boolean language plpgsql volatile
  security definer set search_path from current as $$
begin
  if not exists (
      select from transition t
        join transition answered on answered.appointment_id = t.appointment_id and answered.number = answer
        join appointment a on a.id = t.appointment_id
      where t.appointment_id = withdraw_messages.appointment and t.number = answer + 1 and t.by_id = actor_id()
        and t.to_status = answered.from_status and answered.to_status in ('APPROVED', 'REJECTED')
        and answered.by_role in ('DOCTOR', 'ADMIN') and answered.at > act_moment() - interval '8 seconds'
        and a.awaiting = 'DOCTOR') then
    return false;
  end if;
  perform from message m
  where m.appointment_id = withdraw_messages.appointment and m.transition in (answer - 1, answer) for update;
  if exists (
      select from message m
      where m.appointment_id = withdraw_messages.appointment and m.transition = answer
        and (m.lease_id is not null or m.state not in ('PLANNED', 'SENT', 'SKIPPED')
             or m.state = 'SENT' and m.sent_at <= act_moment())) then
    return false;
  end if;
  update message m set state = 'SKIPPED', reason = 'TAKEN_BACK', sent_at = null
  where m.appointment_id = withdraw_messages.appointment and m.transition = answer and m.state <> 'SKIPPED';
  update message m set state = 'PLANNED', reason = null
  where m.appointment_id = withdraw_messages.appointment and m.transition = answer - 1
    and m.state = 'SKIPPED' and m.reason = 'STALE';
  return true;
end
$$;
-- What a later step has overtaken before it was to be seen is not shown after it.
create function overtake_messages(appointment uuid, step int) returns void language sql volatile
  security definer set search_path from current as $$
  update message m set state = 'SKIPPED', reason = 'STALE', sent_at = null
  where m.appointment_id = overtake_messages.appointment and m.transition < step
    and m.channel = 'IN_APP' and m.state = 'SENT' and m.sent_at > act_moment()
    and exists (select from transition t
                where t.appointment_id = overtake_messages.appointment and t.number = step and t.by_id = actor_id())
$$;
revoke execute on function overtake_messages(uuid, int) from public;
grant execute on function overtake_messages(uuid, int) to clinic_patient, clinic_doctor, clinic_admin, clinic_system;
revoke execute on function withdraw_messages(uuid, int) from public;
grant execute on function withdraw_messages(uuid, int) to clinic_doctor, clinic_admin;
