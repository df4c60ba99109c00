-- Every change of a core record: who, what, when, before and after. Written by a trigger whoever writes, so that no
-- path goes around it; nobody may change or remove an entry.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid not null,
  actor_role text not null,
  request_id uuid,
  action text not null check (action in ('INSERT', 'UPDATE', 'DELETE')),
  kind text not null,
  record_id text not null,
  before jsonb,
  after jsonb
);
create index on audit_entry (kind, record_id, id);
create index on audit_entry (actor_id, id);
create index on audit_entry (at);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy written_by_triggers on audit_entry for insert to clinic_owner with check (true);
create policy admin_reads on audit_entry for select to clinic_admin using ((select actor_id()) is not null);
grant select on audit_entry to clinic_admin;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete on audit_entry
  for each row execute function audit_is_append_only();
create trigger append_only_whole before truncate on audit_entry
  for each statement execute function audit_is_append_only();

-- Arguments: the columns that hold personal data. They are recorded as present or changed, never in the clear, so that
-- erasing a person does not mean rewriting history. The key is the column "id", or the first primary-key column given
-- as 'key=<column>'.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function audit_change() returns trigger language plpgsql security definer set search_path from current as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  now_is jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  key text := 'id';
  word text;
begin
  if coalesce(current_setting('clinic.actor_id', true), '') = '' then
    raise exception 'A change of % without an actor', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'UPDATE' and was = now_is then
    return null;
  end if;
  foreach word in array coalesce(tg_argv, '{}') loop
    if word like 'key=%' then
      key := substr(word, 5);
      continue;
    end if;
    if now_is ->> word is not null then
      now_is := jsonb_set(now_is, array[word],
          case when was ->> word is distinct from now_is ->> word then '"••• changed"'::jsonb else '"•••"' end);
    end if;
    if was ->> word is not null then
      was := jsonb_set(was, array[word], '"•••"');
    end if;
  end loop;
  insert into audit_entry (actor_id, actor_role, request_id, action, kind, record_id, before, after)
  values (actor_id(), actor_role(), nullif(current_setting('clinic.request_id', true), '')::uuid, tg_op, tg_table_name,
          coalesce(now_is, was) ->> key, was, now_is);
  return null;
end
$$;
