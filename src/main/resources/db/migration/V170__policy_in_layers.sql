-- The policy in layers: a number for the clinic, for a type, for a doctor; the nearest one holds, and a row says where it is
-- set. The clinic's own numbers are always there.
create table policy_setting (
  rule text not null,
  type_id uuid references appointment_type on delete cascade,
  doctor_id uuid references doctor on delete cascade,
  value int not null,
  unique nulls not distinct (type_id, doctor_id, rule),
  constraint of_one_scope check (num_nonnulls(type_id, doctor_id) <= 1),
  constraint in_bounds check (case rule
    when 'leadTimeMinutes' then value between 0 and 43200
    when 'horizonDays' then value between 1 and 730
    when 'cancelCutOffMinutes' then value between 0 and 43200
    when 'moveLimit' then value between 0 and 100
    when 'noShowGraceMinutes' then value between 0 and 1440
    when 'maxOpenPerPatient' then value between 1 and 1000
    when 'maxPerPatientPerDay' then value between 1 and 100
    when 'maxPerDoctorPerDay' then value between 1 and 500
    when 'travelMinutes' then value between 0 and 480
    else false end)
);
create index on policy_setting (doctor_id);

-- The owner reads no row as long as the walls hold for him too.
alter table policy no force row level security;
insert into policy_setting (rule, value)
select rule, value from policy,
  lateral (values ('leadTimeMinutes', lead_time_minutes), ('horizonDays', horizon_days),
    ('cancelCutOffMinutes', cancel_cut_off_minutes), ('moveLimit', move_limit),
    ('noShowGraceMinutes', no_show_grace_minutes), ('maxOpenPerPatient', max_open_per_patient),
    ('maxPerPatientPerDay', max_per_patient_per_day), ('maxPerDoctorPerDay', 100), ('travelMinutes', 0)) as said (rule, value);
drop table policy;

alter table policy_setting enable row level security;
alter table policy_setting force row level security;
do $$
declare
  reader text;
begin
  foreach reader in array array['visitor', 'patient', 'doctor', 'admin', 'system'] loop
    execute format('grant select on policy_setting to clinic_%s', reader);
    execute format('create policy %s_reads on policy_setting for select to clinic_%s using ((select actor_id()) is not null)', reader, reader);
  end loop;
end
$$;
grant insert, update, delete on policy_setting to clinic_admin;
create policy admin_inserts on policy_setting for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_updates on policy_setting for update to clinic_admin using ((select actor_id()) is not null);
create policy admin_deletes on policy_setting for delete to clinic_admin
  using ((select actor_id()) is not null and num_nonnulls(type_id, doctor_id) = 1);
create trigger audited after insert or update or delete on policy_setting
  for each row execute function audit_change('key=rule');

-- An admin may put a visit into the gap that another visit asks for, and into no other's time. On the line of kinds such a
-- visit lies beside the buffers and still within every visit.
alter table doctor_time drop constraint doctor_is_free;
alter table doctor_time drop column kinds;
alter table doctor_time add column waives_gap boolean not null default false check (not waives_gap or part = 'VISIT');
alter table doctor_time add column kinds int8range not null generated always as (
  case part when 'BEFORE' then int8range(0, 1) when 'AFTER' then int8range(1, 2)
  else case when waives_gap then int8range(2, 3) else int8range(0, 3) end end) stored;
alter table doctor_time add constraint doctor_is_free
  exclude using gist (doctor_id with =, kinds with &&, during with &&);
create policy patient_keeps_the_gap on doctor_time as restrictive for insert to clinic_patient
  with check ((select actor_id()) is not null and not waives_gap);
create policy doctor_keeps_the_gap on doctor_time as restrictive for insert to clinic_doctor
  with check ((select actor_id()) is not null and not waives_gap);

-- Why an admin went outside hours or policy.
alter table transition add column override_reason text
  check (length(override_reason) between 1 and 500) check (override_reason is null or by_role = 'ADMIN');
drop trigger audited on transition;
create trigger audited after insert or update or delete on transition
  for each row execute function audit_change('key=appointment_id', 'reason', 'override_reason');

-- The limits of a patient count visits with every doctor, and a doctor sees his own: when the patient is busy, and no more,
-- for whoever may book for the patient.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function patient_calendar(patient uuid) returns table (start_at timestamptz, end_at timestamptz)
  language sql stable security definer set search_path from current as $$
  select p.start_at, p.end_at from patient_time p
  where p.patient_id = patient and p.hold_id is null
    and (actor_role() in ('DOCTOR', 'ADMIN') or actor_role() = 'PATIENT' and patient = person_id())
$$;
revoke execute on function patient_calendar(uuid) from public;
grant execute on function patient_calendar(uuid) to clinic_patient, clinic_doctor, clinic_admin;
create policy counted_by_function on patient_time for select to clinic_owner using (hold_id is null);
