-- Why a time was not offered can be asked later: what is said of doctors' time, and what was taken of it, says since when, and
-- what is no more is kept with until when. No names, reasons or claims: only what decided whether a time was free.
create table schedule_past (
  kind text not null,
  doctor_id uuid,
  since timestamptz not null,
  until timestamptz not null,
  record jsonb not null
);
create index on schedule_past (kind, doctor_id, until);

alter table schedule_past enable row level security;
alter table schedule_past force row level security;
create policy written_by_triggers on schedule_past for insert to clinic_owner with check (true);
grant select on schedule_past to clinic_doctor, clinic_admin;
create policy doctor_reads_own on schedule_past for select to clinic_doctor
  using ((select actor_id()) is not null and (doctor_id is null or doctor_id = (select person_id())));
create policy admin_reads on schedule_past for select to clinic_admin using ((select actor_id()) is not null);

-- A row here lets acts be at any moment: tests move the clock. Nobody can write it but whoever owns the database.
create table moved_clock (
  yes boolean primary key check (yes)
);
alter table moved_clock enable row level security;
alter table moved_clock force row level security;
create policy read_by_functions on moved_clock for select to clinic_owner using (true);

-- So does a demo clinic that is being built: its past is lived through.
create function clock_may_move() returns boolean language sql stable as $$
  select exists (select from moved_clock) or exists (select from demo_build where finished_at is null)
$$;

-- What the application's clock is said to show, as far as it can be: two machines' clocks differ by seconds at most.
create function believed(moment timestamptz) returns timestamptz language sql volatile as $$
  select case when moment between transaction_timestamp() - interval '5 seconds' and clock_timestamp() + interval '5 seconds'
                   or clock_may_move()
         then moment else transaction_timestamp() end
$$;

-- The instant of the act on the application's clock, which the transaction says with its actor.
create function act_moment() returns timestamptz language sql volatile as $$
  select believed(coalesce(nullif(current_setting('clinic.moment', true), '')::timestamptz, transaction_timestamp()))
$$;

-- Whoever writes and whatever he says: since when is the act's own moment, and what goes is always kept.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function keep_past() returns trigger language plpgsql security definer set search_path from current as $$
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
          to_jsonb(old) - array['since', 'name', 'reason', 'claim_id', 'hold_id', 'during', 'kinds', 'created_at']);
  return case when tg_op = 'UPDATE' then new else old end;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['appointment_type', 'room', 'offer', 'closure', 'policy_setting', 'working_pattern',
                              'working_exception', 'absence', 'doctor_time', 'room_time'] loop
    -- Rows from before count as if they had always been so; two steps, so that a full table is not written anew.
    execute format('alter table %I add column since timestamptz not null default ''-infinity''', name);
    execute format('alter table %I alter column since set default now()', name);
    if name in ('doctor_time', 'room_time') then
      -- An update of these only prolongs a hold.
      execute format('create trigger keeps_past before insert or delete on %I for each row execute function keep_past()', name);
    else
      execute format('create trigger keeps_past before insert or update or delete on %I for each row execute function keep_past()', name);
    end if;
  end loop;
end
$$;

-- A doctor may ask of his own time; of a room, as before, only when it is taken.
grant select (since) on room_time to clinic_doctor;
