-- Whether the demo clinic was built, and whether to its end. Empty everywhere else, so that nothing but an unfinished demo is
-- ever taken for one.
create table demo_build (
  id text primary key check (id = 'demo'),
  began_at timestamptz not null,
  finished_at timestamptz
);
alter table demo_build enable row level security;
alter table demo_build force row level security;
grant select, insert on demo_build to clinic_system;
grant update (finished_at) on demo_build to clinic_system;
create policy system_reads on demo_build for select to clinic_system using ((select actor_id()) is not null);
create policy system_begins on demo_build for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_finishes on demo_build for update to clinic_system using ((select actor_id()) is not null);
create policy read_before_migrating on demo_build for select to clinic_owner using (true);
