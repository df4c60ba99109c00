-- By which number passkeys know an account: random, so that what lies on a telephone tells nothing.
create table passkey_owner (
  account_id uuid primary key references account on delete cascade,
  handle bytea not null unique check (octet_length(handle) = 32)
);

-- The public half of a passkey; the name its owner gave it is sealed. "attestation" is what the device said when it was made.
create table passkey (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  credential_id bytea not null unique check (octet_length(credential_id) between 1 and 1023),
  public_key bytea not null,
  attestation bytea not null,
  transports text[] not null,
  backup_eligible boolean not null,
  name bytea not null,
  made_at timestamptz not null
);
create index on passkey (account_id);

-- What changes each time it is used; apart, because signing in changes nothing about a passkey.
create table passkey_use (
  passkey_id uuid primary key references passkey on delete cascade,
  signature_count bigint not null,
  backed_up boolean not null,
  used_at timestamptz not null
);

-- What a device is asked to sign: good once, and for some minutes.
create table passkey_challenge (
  hash bytea primary key check (octet_length(hash) = 32),
  expires_at timestamptz not null
);
create index on passkey_challenge (expires_at);

do $$
declare
  name text;
  who text;
begin
  foreach name in array array['passkey_owner', 'passkey', 'passkey_use', 'passkey_challenge'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy system_reads on %I for select to clinic_system using ((select actor_id()) is not null)', name);
  end loop;
  foreach who in array array['patient', 'doctor', 'admin'] loop
    execute format('grant select, insert on passkey_owner, passkey_use to clinic_%s', who);
    execute format('grant select, insert, update (name), delete on passkey to clinic_%s', who);
    foreach name in array array['passkey_owner', 'passkey'] loop
      execute format('create policy %s_reads_own on %I for select to clinic_%s using (account_id = (select actor_id()))',
          who, name, who);
      execute format('create policy %s_adds_own on %I for insert to clinic_%s with check (account_id = (select actor_id()))',
          who, name, who);
    end loop;
    execute format('create policy %s_names_own on passkey for update to clinic_%s using (account_id = (select actor_id()))', who, who);
    execute format('create policy %s_removes_own on passkey for delete to clinic_%s using (account_id = (select actor_id()))', who, who);
    execute format('create policy %s_reads_own on passkey_use for select to clinic_%s using (exists (select from passkey p'
        || ' where p.id = passkey_id and p.account_id = (select actor_id())))', who, who);
    execute format('create policy %s_adds_own on passkey_use for insert to clinic_%s with check (exists (select from passkey p'
        || ' where p.id = passkey_id and p.account_id = (select actor_id())))', who, who);
  end loop;
end
$$;
grant select on passkey_owner, passkey to clinic_system;
grant select, update on passkey_use to clinic_system;
grant select, insert, delete on passkey_challenge to clinic_system;
create policy system_updates on passkey_use for update to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on passkey_challenge for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_deletes on passkey_challenge for delete to clinic_system using ((select actor_id()) is not null);

create trigger audited after insert or update or delete on passkey
  for each row execute function audit_change('name');
