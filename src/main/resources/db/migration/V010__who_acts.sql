-- Who acts in this transaction. Set by the application when it takes a role; asking without an actor is an error, so
-- that a forgotten actor shows as an error and never as rows.
create function actor_id() returns uuid language sql stable parallel safe
  return current_setting('clinic.actor_id')::uuid;
create function person_id() returns uuid language sql stable parallel safe
  return current_setting('clinic.person_id')::uuid;
create function actor_role() returns text language sql stable parallel safe
  return upper(substr(current_setting('role'), length('clinic_') + 1));

alter default privileges revoke execute on functions from public;
