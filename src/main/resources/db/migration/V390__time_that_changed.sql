-- Open pages learn that a doctor's free time has changed, or a visit, at the commit and in every process that listens: whose and
-- where, and nothing of a patient. A payload is 'time' or 'visit', the doctor, the place, and in how many milliseconds it will
-- be so, as a hold ends by itself. The same said twice in one transaction is sent once.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function say_whose_time_is_taken() returns trigger language plpgsql security definer set search_path from current as $$
declare
  what text := 'time ' || coalesce(new.doctor_id, old.doctor_id) || ' ' || coalesce(new.location_id, old.location_id) || ' ';
begin
  -- A request that is approved keeps its time: its row changes, and nobody's choice does.
  if tg_op <> 'UPDATE' then
    perform pg_notify('changed', what || 0);
  end if;
  if new.held_until is not null then
    perform pg_notify('changed', what || greatest(ceil(extract(epoch from new.held_until - act_moment()) * 1000), 0)::bigint);
  end if;
  return null;
end
$$;
create trigger says_whose_time_is_taken after insert or update or delete on doctor_time
  for each row execute function say_whose_time_is_taken();

create function say_whose_hours_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform pg_notify('changed', 'time ' || old.doctor_id || ' ' || old.location_id || ' 0');
  end if;
  if tg_op <> 'DELETE' then
    perform pg_notify('changed', 'time ' || new.doctor_id || ' ' || new.location_id || ' 0');
  end if;
  return null;
end
$$;
create trigger says_whose_hours_changed after insert or update or delete on working_pattern
  for each row execute function say_whose_hours_changed();
create trigger says_whose_hours_changed after insert or update or delete on working_exception
  for each row execute function say_whose_hours_changed();

-- Who is away is away from every place of his week, and a closed place is closed to all who work there. Asked as whoever acts:
-- he may read these weeks.
create function say_who_is_away() returns trigger language plpgsql set search_path from current as $$
declare
  which record;
begin
  which := case when tg_op = 'DELETE' then old else new end;
  perform pg_notify('changed', 'time ' || p.doctor_id || ' ' || p.location_id || ' 0')
    from (select distinct doctor_id, location_id from working_pattern where doctor_id = which.doctor_id) p;
  return null;
end
$$;
create trigger says_who_is_away after insert or update or delete on absence
  for each row execute function say_who_is_away();

create function say_what_is_closed() returns trigger language plpgsql set search_path from current as $$
declare
  which record;
begin
  which := case when tg_op = 'DELETE' then old else new end;
  perform pg_notify('changed', 'time ' || p.doctor_id || ' ' || p.location_id || ' 0')
    from (select distinct doctor_id, location_id from working_pattern
          where which.location_id is null or location_id = which.location_id) p;
  return null;
end
$$;
create trigger says_what_is_closed after insert or update or delete on closure
  for each row execute function say_what_is_closed();

-- What becomes of a visit whose time stays is staff's to know.
create function say_whose_visit_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform pg_notify('changed', 'visit ' || old.doctor_id || ' ' || old.location_id || ' 0');
  end if;
  perform pg_notify('changed', 'visit ' || new.doctor_id || ' ' || new.location_id || ' 0');
  return null;
end
$$;
create trigger says_whose_visit_changed after insert or update on appointment
  for each row execute function say_whose_visit_changed();

create function say_who_is_there() returns trigger language plpgsql set search_path from current as $$
declare
  which record;
begin
  which := case when tg_op = 'DELETE' then old else new end;
  perform pg_notify('changed', 'visit ' || a.doctor_id || ' ' || a.location_id || ' 0')
    from appointment a where a.id = which.appointment_id;
  return null;
end
$$;
create trigger says_who_is_there after insert or update or delete on attendance
  for each row execute function say_who_is_there();
