-- A doctor's account may become an admin's: it then acts as nobody's record. No other change of role is made in place.
grant update (role, person_id) on account to clinic_admin;
create function role_stays() returns trigger language plpgsql as $$
begin
  if old.role <> 'DOCTOR' or new.role <> 'ADMIN' or new.generation <= old.generation then
    raise exception 'the role of an account stays, but that a doctor may become an admin and sign in anew'
      using errcode = 'check_violation', constraint = 'role_stays';
  end if;
  return new;
end
$$;
create trigger role_stays before update of role, person_id on account
  for each row when (new.role <> old.role or new.person_id is distinct from old.person_id) execute function role_stays();
