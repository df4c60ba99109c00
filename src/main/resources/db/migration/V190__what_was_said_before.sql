-- Why a time was not offered can be asked later: what is said of doctors' time, and what was taken of it, says since when, and
-- what is no more is kept with until when. No names, reasons or claims: only what decided whether a time was free.
create table schedule_past (
  kind text not null,
  doctor_id uuid,
  since timestamptz not null,
  until timestamptz not null,
  record jsonb not null
);
create index on schedule_past (kind, until);

alter table schedule_past enable row level security;
alter table schedule_past force row level security;
create policy written_by_triggers on schedule_past for insert to clinic_owner with check (true);
grant select on schedule_past to clinic_visitor, clinic_admin;
create policy visitor_reads on schedule_past for select to clinic_visitor using ((select actor_id()) is not null);
create policy admin_reads on schedule_past for select to clinic_admin using ((select actor_id()) is not null);

-- The instant of the act on the application's clock, which the transaction says with its actor.
create function act_moment() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('clinic.moment', true), '')::timestamptz, clock_timestamp())
$$;
revoke execute on function act_moment() from public;
grant execute on function act_moment() to clinic_patient, clinic_doctor, clinic_admin, clinic_system;

select set_config('search_path', current_schema() || ', pg_temp', true);
create function keep_past() returns trigger language plpgsql security definer set search_path from current as $$
declare
  moment timestamptz := act_moment();
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(old) = to_jsonb(new) then
      return new;
    end if;
    new.since := moment;
  end if;
  if old.since < moment then
    insert into schedule_past (kind, doctor_id, since, until, record)
    values (tg_table_name, (to_jsonb(old) ->> 'doctor_id')::uuid, old.since, moment,
            to_jsonb(old) - array['since', 'name', 'reason', 'claim_id', 'hold_id', 'during', 'kinds', 'created_at']);
  end if;
  return case when tg_op = 'UPDATE' then new else old end;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['appointment_type', 'offer', 'closure', 'policy_setting', 'working_pattern',
                              'working_exception', 'absence', 'doctor_time', 'room_time'] loop
    -- Rows from before count as if they had always been so; two steps, so that a full table is not written anew.
    execute format('alter table %I add column since timestamptz not null default ''-infinity''', name);
    execute format('alter table %I alter column since set default act_moment()', name);
    if name in ('doctor_time', 'room_time') then
      -- An update of these only prolongs a hold.
      execute format('create trigger keeps_past before delete on %I for each row execute function keep_past()', name);
    else
      execute format('create trigger keeps_past before update or delete on %I for each row execute function keep_past()', name);
    end if;
  end loop;
end
$$;

-- When the public may read when what it may read was said.
grant select (since) on absence to clinic_visitor;
grant select (since) on doctor_time, room_time to clinic_visitor;
