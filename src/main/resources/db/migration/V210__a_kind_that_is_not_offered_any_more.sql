-- What a doctor offers may change when people are booked already: such a visit needs attention as well.
alter table attention
  drop constraint attention_causes_check,
  add constraint attention_causes_check
    check (cardinality(causes) > 0 and causes <@ array['ABSENCE', 'CLOSURE', 'HOURS', 'OFFER']);

create policy seen_by_functions on offer for select to clinic_owner using (true);

-- That a kind is offered again can be seen, as it can that an absence or a closure has gone.
select set_config('search_path', current_schema() || ', pg_temp', true);
create or replace function lift_attention(visits uuid[], cause text) returns void language plpgsql
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
        when 'OFFER' then not exists (
          select from offer x where x.doctor_id = a.doctor_id and x.type_id = a.type_id
            and (x.location_id is null or x.location_id = a.location_id))
        else false end) then
    raise exception 'A visit stays on the list while it is outside' using errcode = 'insufficient_privilege';
  end if;
  delete from attention t using appointment a
  where t.appointment_id = a.id and a.id = any(visits) and speaks_for(a.doctor_id) and t.causes = array[cause];
  update attention t set causes = array_remove(t.causes, cause) from appointment a
  where t.appointment_id = a.id and a.id = any(visits) and speaks_for(a.doctor_id) and cause = any(t.causes);
end
$$;
