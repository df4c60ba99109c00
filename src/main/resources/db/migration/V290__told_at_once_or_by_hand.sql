-- Whom the clinic's own pages have something new for is said at the commit, to every process that listens; the id says whom,
-- and nothing says what. After how many milliseconds it is to be seen follows, since an answer is written ahead.
select set_config('search_path', current_schema() || ', pg_temp', true);
create function say_who_was_told() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform pg_notify('told', new.recipient_id::text || ' '
    || greatest(ceil(extract(epoch from new.sent_at - act_moment()) * 1000), 0)::bigint);
  return null;
end
$$;
create trigger say_who_was_told after insert or update of state, read_at on message
  for each row when (new.channel = 'IN_APP' and new.state = 'SENT') execute function say_who_was_told();

-- Likewise that a session has ended, by its sign-out or by its time; its id is good for nothing any more.
create function say_which_session_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('session_ended', old.session_id);
  return null;
end
$$;
create trigger say_which_session_ended after delete on spring_session
  for each row execute function say_which_session_ended();

-- A patient whom no mail and no text message reached was told by somebody, of what this message says.
create table told_by_hand (
  message_id uuid primary key references message,
  at timestamptz not null,
  by_id uuid not null
);
alter table told_by_hand enable row level security;
alter table told_by_hand force row level security;
grant select, insert on told_by_hand to clinic_admin;
create policy admin_reads on told_by_hand for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_tells on told_by_hand for insert to clinic_admin with check (
  by_id = (select actor_id()) and exists (
    select from message m where m.id = told_by_hand.message_id and m.recipient_kind = 'PATIENT' and m.channel = 'IN_APP'));
create trigger audited after insert or update or delete on told_by_hand
  for each row execute function audit_change('key=message_id');
