-- A message that was given up may be sent again by an admin; who and when stays with it.
alter table message add column again_at timestamptz;
alter table message add column again_by uuid;
alter table message add constraint again_is_signed check ((again_at is null) = (again_by is null));

select set_config('search_path', current_schema() || ', pg_temp', true);
create policy sent_again_by_function on message for update to clinic_owner using (state = 'DEAD') with check (state = 'PLANNED');
create function send_again(message uuid) returns boolean language sql volatile
  security definer set search_path from current as $$
  update message m
  set state = 'PLANNED', reason = null, attempts = 0, planned_at = act_moment(), not_before = act_moment(),
      again_at = act_moment(), again_by = actor_id()
  where m.id = send_again.message and m.state = 'DEAD' and actor_role() = 'ADMIN'
  returning true
$$;
revoke execute on function send_again(uuid) from public;
grant execute on function send_again(uuid) to clinic_admin;
