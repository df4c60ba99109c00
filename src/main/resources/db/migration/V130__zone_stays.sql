-- Hours are wall-clock and visits were promised on the clock of their location, so its zone stays once there are any. The
-- lock waits for whoever is adding hours or a visit here: their foreign keys hold the row until they are done.
create function zone_stays() returns trigger language plpgsql as $$
begin
  perform from location l where l.id = old.id for update;
  if exists (select from working_pattern p where p.location_id = old.id)
     or exists (select from doctor_time t where t.location_id = old.id)
     or exists (select from appointment a where a.location_id = old.id) then
    raise exception 'the zone of a location that has hours or visits stays'
      using errcode = 'check_violation', constraint = 'zone_stays';
  end if;
  return new;
end
$$;
create trigger zone_stays before update of zone on location
  for each row when (new.zone is distinct from old.zone) execute function zone_stays();
