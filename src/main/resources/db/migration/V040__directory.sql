-- What the clinic shows on its door: places, rooms, kinds of visit, doctors, what each offers, when it is shut, and the
-- policy. Public facts; only admins change them, a doctor his own offers.
create table location (
  id uuid primary key,
  name text not null unique check (length(name) between 1 and 120),
  zone text not null check (length(zone) between 1 and 64),
  address text check (length(address) <= 300),
  phone text check (length(phone) <= 40),
  created_at timestamptz not null
);

create table room (
  id uuid primary key,
  location_id uuid not null references location,
  name text not null check (length(name) between 1 and 60),
  unique (location_id, name)
);

create table appointment_type (
  id uuid primary key,
  name text not null unique check (length(name) between 1 and 120),
  durations int[] not null check (cardinality(durations) between 1 and 12
    and 5 <= all (durations) and 720 >= all (durations)),
  buffer_before int not null default 0 check (buffer_before between 0 and 240),
  buffer_after int not null default 0 check (buffer_after between 0 and 240),
  instant boolean not null,
  room_required boolean not null default false,
  step_minutes int check (step_minutes between 5 and 240),
  created_at timestamptz not null
);

create table doctor (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  specialties text[] not null default '{}' check (cardinality(specialties) <= 10),
  account_id uuid unique references account,
  created_at timestamptz not null
);

-- A kind of visit that a doctor gives, everywhere or at one place; what is absent is the type's.
create table offer (
  doctor_id uuid not null references doctor on delete cascade,
  type_id uuid not null references appointment_type,
  location_id uuid references location,
  durations int[] check (cardinality(durations) between 1 and 12 and 5 <= all (durations) and 720 >= all (durations)),
  buffer_before int check (buffer_before between 0 and 240),
  buffer_after int check (buffer_after between 0 and 240),
  instant boolean,
  unique nulls not distinct (doctor_id, type_id, location_id)
);
create index on offer (type_id);

create table closure (
  id uuid primary key,
  location_id uuid references location,
  start_at timestamptz not null,
  end_at timestamptz not null,
  name text not null check (length(name) between 1 and 120),
  check (start_at < end_at)
);
create index on closure (end_at);

create table policy (
  id text primary key check (id = 'clinic'),
  lead_time_minutes int not null check (lead_time_minutes between 0 and 43200),
  horizon_days int not null check (horizon_days between 1 and 730),
  cancel_cut_off_minutes int not null check (cancel_cut_off_minutes between 0 and 43200),
  move_limit int not null check (move_limit between 0 and 100),
  no_show_grace_minutes int not null check (no_show_grace_minutes between 0 and 1440),
  max_open_per_patient int not null check (max_open_per_patient between 1 and 1000),
  max_per_patient_per_day int not null check (max_per_patient_per_day between 1 and 100)
);
insert into policy values ('clinic', 60, 90, 1440, 3, 15, 10, 3);

do $$
declare
  name text;
  reader text;
begin
  foreach name in array array['location', 'room', 'appointment_type', 'doctor', 'offer', 'closure', 'policy'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    foreach reader in array array['visitor', 'patient', 'doctor', 'admin', 'system'] loop
      execute format('grant select on %I to clinic_%s', name, reader);
      execute format('create policy %s_reads on %I for select to clinic_%s using ((select actor_id()) is not null)', reader, name, reader);
    end loop;
    execute format('grant insert, update, delete on %I to clinic_admin', name);
    execute format('create policy admin_inserts on %I for insert to clinic_admin with check ((select actor_id()) is not null)', name);
    execute format('create policy admin_updates on %I for update to clinic_admin using ((select actor_id()) is not null)', name);
    execute format('create policy admin_deletes on %I for delete to clinic_admin using ((select actor_id()) is not null)', name);
  end loop;
end
$$;
grant insert, delete on offer to clinic_doctor;
create policy doctor_inserts_own on offer for insert to clinic_doctor with check (doctor_id = (select person_id()));
create policy doctor_deletes_own on offer for delete to clinic_doctor using (doctor_id = (select person_id()));
revoke insert, delete on policy from clinic_admin;
drop policy admin_inserts on policy;
drop policy admin_deletes on policy;

create trigger audited after insert or update or delete on location for each row execute function audit_change();
create trigger audited after insert or update or delete on room for each row execute function audit_change();
create trigger audited after insert or update or delete on appointment_type for each row execute function audit_change();
create trigger audited after insert or update or delete on doctor for each row execute function audit_change('name');
create trigger audited after insert or update or delete on offer for each row execute function audit_change('key=doctor_id');
create trigger audited after insert or update or delete on closure for each row execute function audit_change();
create trigger audited after insert or update or delete on policy for each row execute function audit_change();
