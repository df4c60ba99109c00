-- For how long what is kept, in months; a kind without a row is kept as long as the program says.
create table retention (
  kind text primary key check (kind in
    ('MEDICAL_RECORDS', 'IDLE_RECORDS', 'UNUSED_ACCOUNTS', 'MESSAGES', 'READS', 'REPEATED_REQUESTS')),
  months int not null,
  -- The widest there can be; what a clinic may choose is narrower.
  constraint is_within_reason check (case kind
    when 'MEDICAL_RECORDS' then months between 12 and 600
    when 'IDLE_RECORDS' then months between 12 and 600
    when 'READS' then months between 12 and 240
    when 'MESSAGES' then months between 1 and 240
    else months between 1 and 24 end)
);

-- That something was taken away: of what kind and how much, and by which admin, if it was not the clock. What it was, nobody
-- writes down.
create table purge_run (
  id uuid primary key,
  kind text not null,
  at timestamptz not null,
  months int not null,
  removed int not null check (removed > 0),
  by_id uuid
);
create index on purge_run (kind, at);

do $$
declare
  name text;
begin
  foreach name in array array['retention', 'purge_run'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy admin_reads on %I for select to clinic_admin using ((select actor_id()) is not null)', name);
    execute format('create policy system_reads on %I for select to clinic_system using ((select actor_id()) is not null)', name);
    execute format('create policy replayed on %I for select to clinic_owner using (true)', name);
    execute format('grant select on %I to clinic_admin, clinic_system', name);
  end loop;
end
$$;
grant insert, update (months) on retention to clinic_admin;
grant insert on purge_run to clinic_system;
create policy admin_sets on retention for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_changes on retention for update to clinic_admin using ((select actor_id()) is not null);
create policy system_tells on purge_run for insert to clinic_system with check ((select actor_id()) is not null);
create trigger audited after insert or update or delete on retention
  for each row execute function audit_change('key=kind');
create trigger audited after insert or update or delete on purge_run for each row execute function audit_change();

-- Only the clock takes away, and nothing that is younger than a month, whatever is set.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function is_old(at timestamptz) returns boolean language sql stable
  return at < coalesce(nullif(current_setting('clinic.moment', true), '')::timestamptz, now()) - interval '27 days';
grant execute on function is_old(timestamptz) to clinic_system;
grant select, delete on idempotency to clinic_system;
create index on idempotency (created_at);
create policy system_reads on idempotency for select to clinic_system using ((select actor_id()) is not null);
create policy system_purges on idempotency for delete to clinic_system
  using ((select actor_id()) is not null and is_old(created_at));
grant delete on record_access to clinic_system;
create policy system_purges on record_access for delete to clinic_system
  using ((select actor_id()) is not null and is_old(at));
grant delete on message, reply_link, demo_mail to clinic_system;
grant select, delete on told_by_hand to clinic_system;
create policy system_purges on message for delete to clinic_system
  using ((select actor_id()) is not null and is_old(planned_at) and state in ('SENT', 'SKIPPED', 'DEAD'));
create policy system_purges on reply_link for delete to clinic_system
  using ((select actor_id()) is not null and is_old(start_at));
create policy system_purges on demo_mail for delete to clinic_system
  using ((select actor_id()) is not null and is_old(sent_at));
create policy system_reads on told_by_hand for select to clinic_system using ((select actor_id()) is not null);
create policy system_purges on told_by_hand for delete to clinic_system
  using ((select actor_id()) is not null and is_old(at));

-- The clock writes to no patient's record but to take away what names somebody.
grant update (name, email, phone, birth_date, erased_at, restricted_at, restriction_reason, restriction_ends_at)
  on patient to clinic_system;
create policy system_erases on patient for update to clinic_system
  using ((select actor_id()) is not null) with check (erased_at is not null);
