-- Signed-in browsers and the clockwork's timetable: the tables of Spring Session 4.1 and db-scheduler 16, unchanged. They
-- hold no record of the clinic, so one role of their own reads and writes them, and no other role does.
create table spring_session (
  primary_id char(36) not null,
  session_id char(36) not null,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  expiry_time bigint not null,
  principal_name varchar(100),
  constraint spring_session_pk primary key (primary_id)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
  session_primary_id char(36) not null,
  attribute_name varchar(200) not null,
  attribute_bytes bytea not null,
  constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
  constraint spring_session_attributes_fk foreign key (session_primary_id)
    references spring_session (primary_id) on delete cascade
);

create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index on scheduled_tasks (execution_time);
create index on scheduled_tasks (last_heartbeat);
create index on scheduled_tasks (priority desc, execution_time);

do $$
declare
  name text;
begin
  foreach name in array array['spring_session', 'spring_session_attributes', 'scheduled_tasks'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to clinic_sessions', name);
    execute format('create policy sessions_read on %I for select to clinic_sessions using (true)', name);
    execute format('create policy sessions_insert on %I for insert to clinic_sessions with check (true)', name);
    execute format('create policy sessions_update on %I for update to clinic_sessions using (true)', name);
    execute format('create policy sessions_delete on %I for delete to clinic_sessions using (true)', name);
  end loop;
end
$$;
