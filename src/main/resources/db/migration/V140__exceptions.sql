-- Dates on which a doctor's week does not hold at a location: without times there are no hours there that day, otherwise
-- exactly these. Two that overlap are kept apart by whoever writes, behind the lock on the doctor's calendar.
create table working_exception (
  id uuid primary key,
  doctor_id uuid not null references doctor on delete cascade,
  location_id uuid not null references location,
  date date not null check (date >= date '1900-01-01' and date < date '2200-01-01'),
  from_time time,
  to_time time,
  check (num_nulls(from_time, to_time) in (0, 2)),
  check (from_time <> to_time),
  check (from_time = date_trunc('minute', from_time) and to_time = date_trunc('minute', to_time)),
  unique nulls not distinct (doctor_id, location_id, date, from_time)
);
create index on working_exception (doctor_id, date);

alter table working_exception enable row level security;
alter table working_exception force row level security;
grant select on working_exception to clinic_visitor, clinic_patient, clinic_doctor, clinic_admin;
create policy visitor_reads on working_exception for select to clinic_visitor using ((select actor_id()) is not null);
create policy patient_reads on working_exception for select to clinic_patient using ((select actor_id()) is not null);
create policy doctor_reads on working_exception for select to clinic_doctor using ((select actor_id()) is not null);
create policy admin_reads on working_exception for select to clinic_admin using ((select actor_id()) is not null);
grant insert, delete on working_exception to clinic_doctor, clinic_admin;
create policy doctor_inserts_own on working_exception for insert to clinic_doctor with check (doctor_id = (select person_id()));
create policy doctor_deletes_own on working_exception for delete to clinic_doctor using (doctor_id = (select person_id()));
create policy admin_inserts on working_exception for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_deletes on working_exception for delete to clinic_admin using ((select actor_id()) is not null);
create trigger audited after insert or update or delete on working_exception for each row execute function audit_change();

-- These hours too are on the clock of their location.
create or replace function zone_stays() returns trigger language plpgsql as $$
begin
  perform from location l where l.id = old.id for update;
  if exists (select from working_pattern p where p.location_id = old.id)
     or exists (select from working_exception e where e.location_id = old.id)
     or exists (select from doctor_time t where t.location_id = old.id)
     or exists (select from appointment a where a.location_id = old.id) then
    raise exception 'the zone of a location that has hours or visits stays'
      using errcode = 'check_violation', constraint = 'zone_stays';
  end if;
  return new;
end
$$;
