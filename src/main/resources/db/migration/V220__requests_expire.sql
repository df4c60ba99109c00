-- A request that nobody answers in time is over at that instant: its time is free, and the clock declines it.

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
  else false end);
-- Written by nobody who acts, so without an audit entry.
alter table policy_setting no force row level security;
alter table policy_setting disable trigger user;
-- What was asked before counts as if it had always been so.
insert into policy_setting (rule, value, since) values ('requestExpiryMinutes', 4320, '-infinity');
alter table policy_setting enable trigger user;
alter table policy_setting force row level security;

alter table lifecycle_step no force row level security;
insert into lifecycle_step values ('PENDING', 'REJECTED', 'SYSTEM');
alter table lifecycle_step force row level security;

-- Requests from before are given three days from now, and none longer than until its start.
alter table appointment add column expires_at timestamptz;
alter table appointment no force row level security;
alter table appointment disable trigger user;
update appointment set expires_at = least(start_at, now() + interval '3 days') where status = 'PENDING';
alter table appointment enable trigger user;
alter table appointment force row level security;
alter table appointment add constraint waits_until_then check ((status = 'PENDING') = (expires_at is not null));
alter table appointment add constraint expires_by_its_start check (expires_at <= start_at);
alter table appointment add unique (id, expires_at);
create index on appointment (expires_at) where status = 'PENDING';

-- The rows of a request's claim say until when it holds, as those of a hold do, and hold for good once it is answered.
do $$
declare
  name text;
begin
  foreach name in array array['patient_time', 'doctor_time', 'room_time'] loop
    execute format('alter table %I add request_id uuid check (request_id = claim_id)', name);
    execute format('alter table %I drop constraint holds_until_then', name);
    execute format('alter table %I add constraint holds_until_then
      check (case when hold_id is null then held_until is null or request_id is not null
                  else held_until is not null and request_id is null end)', name);
    execute format('alter table %I no force row level security', name);
    execute format('alter table %I disable trigger user', name);
    execute format('update %I t set request_id = a.id, held_until = a.expires_at from appointment a
      where a.claim_id = t.claim_id and a.status = ''PENDING''', name);
    execute format('alter table %I enable trigger user', name);
    execute format('alter table %I force row level security', name);
    execute format('alter table %I add constraint is_requested foreign key (request_id, held_until)
      references appointment (id, expires_at) on update cascade deferrable initially deferred', name);
  end loop;
end
$$;

-- An appointment's id is none of what decided whether a time was free.
select set_config('search_path', current_schema() || ', pg_temp', true);
create or replace function keep_past() returns trigger language plpgsql security definer set search_path from current as $$
declare
  moment timestamptz := act_moment();
begin
  if tg_op = 'INSERT' then
    new.since := moment;
    return new;
  end if;
  if tg_op = 'UPDATE' then
    if to_jsonb(old) = to_jsonb(new) then
      return new;
    end if;
    new.since := moment;
  end if;
  -- Somebody's act may have begun before the row that it takes away was written.
  insert into schedule_past (kind, doctor_id, since, until, record)
  values (tg_table_name, (to_jsonb(old) ->> 'doctor_id')::uuid, old.since,
          case when old.since < moment or clock_may_move() then moment else clock_timestamp() end,
          to_jsonb(old)
            - array['since', 'name', 'reason', 'claim_id', 'hold_id', 'request_id', 'during', 'kinds', 'created_at']);
  return case when tg_op = 'UPDATE' then new else old end;
end
$$;

-- What a request holds is for its appointment to let go.
select set_config('search_path', current_schema() || ', pg_temp', true);
create or replace function let_expired_holds_go(doctor uuid, patient uuid, location uuid, moment timestamptz)
  returns void language sql security definer set search_path from current as $$
  with expired as materialized (
    select p.claim_id from patient_time p
    where p.held_until <= believed(moment) and p.hold_id is not null
      and (p.patient_id = patient
           or exists (select from doctor_time d
                      where d.claim_id = p.claim_id and (d.doctor_id = doctor or d.location_id = location)))
    order by p.claim_id for update)
  delete from patient_time where claim_id in (select claim_id from expired)
$$;
create or replace function patient_calendar(patient uuid) returns table (start_at timestamptz, end_at timestamptz)
  language sql stable security definer set search_path from current as $$
  select p.start_at, p.end_at from patient_time p
  where p.patient_id = patient and p.hold_id is null and (p.held_until is null or p.held_until > act_moment())
    and (actor_role() in ('DOCTOR', 'ADMIN') or actor_role() = 'PATIENT' and patient = person_id())
$$;

-- Nobody answers a request that is over but the clock, and the clock none that is not; when it is over is said once. The past
-- of a demo clinic that is being built is lived through at moments of its own.
create function answers_in_time() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if old.expires_at is not null and new.status <> 'DELETED'
      and (old.expires_at <= act_moment()) <> (actor_role() = 'SYSTEM')
      and not exists (select from demo_build where finished_at is null) then
    raise exception 'A request is answered before it expires, and by the clock after'
      using errcode = 'integrity_constraint_violation', constraint = 'answers_in_time';
  end if;
  if new.expires_at is not null then
    raise exception 'When a request expires is said with it'
      using errcode = 'integrity_constraint_violation', constraint = 'answers_in_time';
  end if;
  return new;
end
$$;
create trigger answers_in_time before update on appointment for each row execute function answers_in_time();

create function has_lapsed(moment timestamptz) returns boolean language sql volatile
  security definer set search_path from current as $$
  select moment <= act_moment()
$$;
revoke execute on function has_lapsed(timestamptz) from public;
grant execute on function has_lapsed(timestamptz) to clinic_system;

grant update (expires_at) on appointment to clinic_patient, clinic_doctor, clinic_admin;
grant update (version, transitions, status, awaiting, doctor_id, location_id, room_id, start_at, end_at, moves, expires_at)
  on appointment to clinic_system;
create policy system_expires on appointment for update to clinic_system
  using ((select actor_id()) is not null and status = 'PENDING') with check (status = 'REJECTED');
grant insert on transition to clinic_system;
create policy system_expires on transition for insert to clinic_system with check (
  by_id = (select actor_id()) and by_role = 'SYSTEM' and to_status = 'REJECTED');
grant select, delete on patient_time to clinic_system;
create policy system_reads_requests on patient_time for select to clinic_system
  using ((select actor_id()) is not null and request_id is not null);
create policy system_lets_go on patient_time for delete to clinic_system
  using ((select actor_id()) is not null and request_id is not null and has_lapsed(held_until));
