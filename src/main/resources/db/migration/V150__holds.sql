-- A person who is filling in a form holds the time meanwhile: a claim in the ledger like any other, so that the exclusion
-- constraints guard it, which ends by itself. Not audited: a hold changes nobody's record and is over in minutes; what it
-- becomes, the appointment, is audited. What has expired stays a while, so that its owner can be told so.
create table hold (
  id uuid primary key,
  patient_id uuid not null references patient on delete cascade,
  doctor_id uuid not null references doctor on delete cascade,
  location_id uuid not null references location on delete cascade,
  taken_at timestamptz not null,
  expires_at timestamptz not null,
  unique (id, expires_at),
  constraint is_short check (expires_at > taken_at and expires_at <= taken_at + interval '10 minutes')
);
create index on hold (expires_at);
create index on hold (patient_id);
create index on hold (doctor_id);
create index on hold (location_id);

-- The rows of a hold's claim say until when it holds. The foreign keys keep that equal to the hold's own word and carry an
-- extension to all of them; a claim that somebody holds for good has neither column.
do $$
declare
  name text;
begin
  foreach name in array array['patient_time', 'doctor_time', 'room_time'] loop
    execute format('alter table %I add hold_id uuid check (hold_id = claim_id)', name);
    execute format('alter table %I add held_until timestamptz', name);
    execute format('alter table %I add constraint holds_until_then check ((hold_id is null) = (held_until is null))', name);
    execute format('alter table %I add constraint is_held foreign key (hold_id, held_until) references hold (id, expires_at)
      on update cascade on delete cascade', name);
  end loop;
end
$$;
create unique index one_hold_per_person on patient_time (patient_id) where hold_id is not null;
create index on patient_time (held_until) where hold_id is not null;

alter table hold enable row level security;
alter table hold force row level security;
grant select, insert, delete, update (expires_at) on hold to clinic_patient, clinic_admin;
create policy patient_reads_own on hold for select to clinic_patient using (patient_id = (select person_id()));
create policy patient_holds on hold for insert to clinic_patient with check (patient_id = (select person_id()));
create policy patient_extends_own on hold for update to clinic_patient using (patient_id = (select person_id()));
create policy patient_lets_go on hold for delete to clinic_patient using (patient_id = (select person_id()));
create policy admin_reads on hold for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_holds on hold for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_extends on hold for update to clinic_admin using ((select actor_id()) is not null);
create policy admin_lets_go on hold for delete to clinic_admin using ((select actor_id()) is not null);

-- Everybody may know until when a time is held, nobody by whom; that a claim is a hold's is told by a name of its own.
grant select (hold_id, held_until) on doctor_time, room_time to clinic_visitor, clinic_patient;
grant select (hold_id, held_until) on room_time to clinic_doctor;

-- Whoever claims first clears away what has expired in his way: holds of this doctor, this patient and this location, whose
-- rooms are shared. In the order of ids, so that two who clear the same ones queue up. The instant is the application's.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function let_expired_holds_go(doctor uuid, patient uuid, location uuid, moment timestamptz)
  returns void language sql security definer set search_path from current as $$
  with expired as materialized (
    select p.claim_id from patient_time p
    where p.held_until <= moment
      and (p.patient_id = patient
           or exists (select from doctor_time d
                      where d.claim_id = p.claim_id and (d.doctor_id = doctor or d.location_id = location)))
    order by p.claim_id for update)
  delete from patient_time where claim_id in (select claim_id from expired)
$$;
create policy cleared_by_function on patient_time for all to clinic_owner using (hold_id is not null) with check (false);
create policy seen_by_function on doctor_time for select to clinic_owner using (hold_id is not null);
grant execute on function let_expired_holds_go(uuid, uuid, uuid, timestamptz)
  to clinic_patient, clinic_doctor, clinic_admin;

-- Tidying.
grant select (expires_at), delete on hold to clinic_system;
create policy system_reads on hold for select to clinic_system using ((select actor_id()) is not null);
create policy system_deletes on hold for delete to clinic_system using ((select actor_id()) is not null);
