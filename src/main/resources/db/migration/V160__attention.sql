-- Visits that a change of hours left outside, until somebody has looked at each. They keep their time. "Causes" are the
-- changes that still speak against the visit; the row goes when none does any more, or with the step that moves or ends the
-- visit. An admin may keep it as it is, with a reason; a later change that leaves it outside again asks anew.
create table attention (
  appointment_id uuid primary key references appointment,
  causes text[] not null
    check (cardinality(causes) > 0 and causes <@ array['ABSENCE', 'CLOSURE', 'HOURS']),
  since timestamptz not null,
  kept_at timestamptz,
  kept_by uuid,
  kept_reason text check (length(kept_reason) between 1 and 500),
  constraint is_kept_with_a_reason check (num_nulls(kept_at, kept_by, kept_reason) in (0, 3))
);

alter table attention enable row level security;
alter table attention force row level security;
-- What is on the list, and for what, is written by functions only.
grant select on attention to clinic_doctor;
create policy doctor_reads_assigned on attention for select to clinic_doctor using (
  exists (select from appointment a where a.id = attention.appointment_id));
grant select, update (kept_at, kept_by, kept_reason) on attention to clinic_admin;
create policy admin_reads on attention for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_updates on attention for update to clinic_admin using ((select actor_id()) is not null);

create trigger audited after insert or update or delete on attention
  for each row execute function audit_change('key=appointment_id', 'kept_reason');

create function kept_once() returns trigger language plpgsql as $$
begin
  if old.kept_at is not null or new.kept_by is distinct from actor_id() then
    raise exception 'A visit is kept once, and signed by who keeps it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger kept_once before update on attention
  for each row when ((new.kept_at, new.kept_by, new.kept_reason) is distinct from (old.kept_at, old.kept_by, old.kept_reason))
  execute function kept_once();

-- Whoever moves or ends a visit takes it off the list, the patient too, who reads no row of it. Only an approval leaves it
-- where it was.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function ends_attention() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from attention where appointment_id = new.id;
  return null;
end
$$;
create trigger ends_attention after update on appointment
  for each row when (new.status not in ('PENDING', 'APPROVED')) execute function ends_attention();
create policy written_by_functions on attention for all to clinic_owner using (true);
