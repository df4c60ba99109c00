-- A hold goes when it has expired, not when somebody says so.
select set_config('search_path', current_schema() || ', pg_temp', true);
create or replace function let_expired_holds_go(doctor uuid, patient uuid, location uuid, moment timestamptz)
  returns void language sql security definer set search_path from current as $$
  with expired as materialized (
    select p.claim_id from patient_time p
    where p.held_until <= believed(moment)
      and (p.patient_id = patient
           or exists (select from doctor_time d
                      where d.claim_id = p.claim_id and (d.doctor_id = doctor or d.location_id = location)))
    order by p.claim_id for update)
  delete from patient_time where claim_id in (select claim_id from expired)
$$;

-- Of which doctor's visits whoever calls may speak.
create function speaks_for(doctor uuid) returns boolean language sql stable as $$
  select case actor_role() when 'ADMIN' then true when 'DOCTOR' then doctor = person_id() else false end
$$;

-- What bears on them, to the functions below.
create policy seen_by_functions on absence for select to clinic_owner using (true);
create policy seen_by_functions on closure for select to clinic_owner using (true);

-- Lists visits for a cause; one that was kept as it is is asked about anew.
create function list_attention(visits uuid[], cause text) returns void language sql
  security definer set search_path from current as $$
  delete from attention using appointment a
  where appointment_id = a.id and a.id = any(visits) and speaks_for(a.doctor_id) and kept_at is not null;
  insert into attention (appointment_id, causes, since)
  select a.id, array[cause], act_moment() from appointment a where a.id = any(visits) and speaks_for(a.doctor_id)
  on conflict (appointment_id) do update
  set causes = array(select distinct unnest(attention.causes || excluded.causes) order by 1)
$$;

-- Takes a cause from visits, and off the list those that have no other; not while it can be seen to hold. Hours cannot: of
-- those the audit trail says who took the visit off.
create function lift_attention(visits uuid[], cause text) returns void language plpgsql
  security definer set search_path from current as $$
begin
  if exists (
      select from appointment a join attention t on t.appointment_id = a.id
      where a.id = any(visits) and speaks_for(a.doctor_id) and cause = any(t.causes) and case cause
        when 'ABSENCE' then exists (
          select from absence x where x.doctor_id = a.doctor_id and x.start_at < a.end_at and x.end_at > a.start_at)
        when 'CLOSURE' then exists (
          select from closure x where (x.location_id is null or x.location_id = a.location_id)
            and x.start_at < a.end_at and x.end_at > a.start_at)
        else false end) then
    raise exception 'A visit stays on the list while it is outside' using errcode = 'insufficient_privilege';
  end if;
  delete from attention t using appointment a
  where t.appointment_id = a.id and a.id = any(visits) and speaks_for(a.doctor_id) and t.causes = array[cause];
  update attention t set causes = array_remove(t.causes, cause) from appointment a
  where t.appointment_id = a.id and a.id = any(visits) and speaks_for(a.doctor_id) and cause = any(t.causes);
end
$$;
grant execute on function list_attention(uuid[], text), lift_attention(uuid[], text) to clinic_doctor, clinic_admin;
