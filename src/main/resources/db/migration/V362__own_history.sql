-- Patients read from the trail how their own record and their choices of messages were changed, and nothing else.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function own_history() returns table (id bigint, at timestamptz, actor_role text, kind text, before jsonb, after jsonb)
  language sql stable security definer set search_path from current as $$
    select e.id, e.at, e.actor_role, e.kind, e.before, e.after from audit_entry e
    where e.kind in ('patient', 'notification_preference') and e.record_id = person_id()::text and e.action <> 'DELETE'
    order by e.id desc
  $$;
grant execute on function own_history() to clinic_patient;
