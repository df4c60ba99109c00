-- Who has lost telephone and recovery codes is helped out by an admin, who sees nothing of what he takes away.
create policy forgotten_for_admins on authenticator for delete to clinic_owner using (true);
create policy forgotten_for_admins on recovery_code for delete to clinic_owner using (true);
create policy forgotten_for_admins on passkey for delete to clinic_owner using (true);
create policy found_for_admins on authenticator for select to clinic_owner using (true);
create policy found_for_admins on recovery_code for select to clinic_owner using (true);
create policy found_for_admins on passkey for select to clinic_owner using (true);
-- The password goes with them, or whoever else knows it could add an app of his own first.
create policy forgotten_for_admins on account for update to clinic_owner using (true);

select set_config('search_path', current_schema() || ', pg_temp', true);
create function forget_factors(account uuid) returns void language sql security definer set search_path from current as $$
  delete from authenticator a where a.account_id = forget_factors.account;
  delete from recovery_code r where r.account_id = forget_factors.account;
  delete from passkey p where p.account_id = forget_factors.account;
  update account a set password_hash = null, generation = a.generation + 1 where a.id = forget_factors.account;
$$;
grant execute on function forget_factors(uuid) to clinic_admin;
