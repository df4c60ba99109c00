-- Whom the clinic's own pages have something new for is said at the commit, to every process that listens; the id says whom,
-- and nothing says what.
create function say_who_was_told() returns trigger language plpgsql as $$
begin
  perform pg_notify('told', new.recipient_id::text);
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
