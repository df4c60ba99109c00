-- As V321, for the audited tables that are younger than the order of these scripts.
do $$
declare
  name text;
begin
  foreach name in array array['authenticator', 'recovery_code', 'passkey', 'record_access'] loop
    execute format('create policy replayed on %I for select to clinic_owner using (true)', name);
  end loop;
end
$$;

-- Of the keys that a clinic got when its data was encrypted the trail tells as of any other change, and of the key itself nothing.
insert into audit_entry (actor_id, actor_role, action, kind, record_id, after)
select '00000000-0000-0000-0000-000000000002', 'SYSTEM', 'INSERT', 'data_key', k.owner_id,
  to_jsonb(k) || case when k.wrapped is null then '{}' else '{"wrapped": "•••"}' end::jsonb
from data_key k
where not exists (select from audit_entry e where e.kind = 'data_key' and e.record_id = k.owner_id::text);
