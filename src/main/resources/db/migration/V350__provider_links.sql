-- By whom somebody of the staff is known to the identity provider of the house: who issued it, and a keyed token of issuer and
-- subject, so that the database never has the name by which the provider knows anybody.
create table provider_link (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  issuer text not null check (length(issuer) between 1 and 500),
  subject_key bytea not null unique check (octet_length(subject_key) = 16),
  made_at timestamptz not null,
  unique (account_id, issuer)
);

alter table provider_link enable row level security;
alter table provider_link force row level security;
do $$
declare
  who text;
begin
  foreach who in array array['doctor', 'admin'] loop
    execute format('grant select, insert, delete on provider_link to clinic_%s', who);
    execute format('create policy %s_reads_own on provider_link for select to clinic_%s using (account_id = (select actor_id()))',
        who, who);
    execute format('create policy %s_adds_own on provider_link for insert to clinic_%s with check (account_id = (select actor_id()))',
        who, who);
    execute format('create policy %s_removes_own on provider_link for delete to clinic_%s using (account_id = (select actor_id()))',
        who, who);
  end loop;
end
$$;
grant select on provider_link to clinic_system;
create policy system_reads on provider_link for select to clinic_system using ((select actor_id()) is not null);
create policy replayed on provider_link for select to clinic_owner using (true);

create trigger audited after insert or update or delete on provider_link
  for each row execute function audit_change('subject_key');

-- As V333, and the provider is a way in like the others.
create policy forgotten_for_admins on provider_link for delete to clinic_owner using (true);
select set_config('search_path', current_schema() || ', pg_temp', true);
create or replace function forget_factors(account uuid) returns void language sql security definer set search_path from current as $$
  delete from authenticator a where a.account_id = forget_factors.account;
  delete from recovery_code r where r.account_id = forget_factors.account;
  delete from passkey p where p.account_id = forget_factors.account;
  delete from provider_link l where l.account_id = forget_factors.account;
  update account a set password_hash = null, generation = a.generation + 1 where a.id = forget_factors.account;
$$;
