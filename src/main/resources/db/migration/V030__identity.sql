-- Who can sign in. One role per account; the person behind it (patient or doctor record) shares its id with person_id.
-- "generation" goes up with whatever ends all sessions and tokens of the account: each of those carries the number it was
-- made under and is worthless under another. "search" is a blank, then the lower-cased name and address: the beginning of
-- any word is found as blank + beginning.
create table account (
  id uuid primary key,
  email text not null check (length(email) between 3 and 254),
  email_key text not null unique,
  name text not null check (length(name) between 1 and 120),
  search text not null,
  role text not null check (role in ('PATIENT', 'DOCTOR', 'ADMIN')),
  person_id uuid unique,
  password_hash text,
  generation integer not null default 0,
  verified_at timestamptz,
  blocked_at timestamptz,
  locale text not null default 'en' check (length(locale) between 2 and 35),
  zone text check (length(zone) <= 64),
  created_at timestamptz not null,
  check ((role = 'ADMIN') = (person_id is null))
);
alter table account enable row level security;
alter table account force row level security;

-- Only the system, which checks passwords, ever reads a hash.
grant select, insert, update on account to clinic_system;
grant select (id, email, email_key, name, search, role, person_id, generation, verified_at, blocked_at, locale, zone, created_at)
  on account to clinic_patient, clinic_doctor, clinic_admin;
grant insert (id, email, email_key, name, search, role, person_id, created_at), update (name, search, blocked_at, generation)
  on account to clinic_admin;
create policy patient_reads_self on account for select to clinic_patient using (id = (select actor_id()));
create policy doctor_reads_self on account for select to clinic_doctor using (id = (select actor_id()));
create policy admin_reads on account for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_inserts on account for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_updates on account for update to clinic_admin using ((select actor_id()) is not null);
create policy system_reads on account for select to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on account for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_updates on account for update to clinic_system using ((select actor_id()) is not null);

create trigger audited after insert or update or delete on account
  for each row execute function audit_change('email', 'email_key', 'name', 'search', 'password_hash');

-- Links sent by mail, and the set-up link of the first start, which belongs to no account yet. Only the SHA-256 of the
-- token is kept. A used link stays until it would have expired.
create table account_link (
  hash bytea primary key check (octet_length(hash) = 32),
  account_id uuid references account on delete cascade,
  purpose text not null check (purpose in ('VERIFY', 'RESET', 'INVITE', 'SET_UP')),
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  used_at timestamptz,
  check ((purpose = 'SET_UP') = (account_id is null))
);
create index on account_link (account_id);
create index on account_link (expires_at);
alter table account_link enable row level security;
alter table account_link force row level security;
grant select, insert, update, delete on account_link to clinic_system;
create policy system_reads on account_link for select to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on account_link for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_updates on account_link for update to clinic_system using ((select actor_id()) is not null);
create policy system_deletes on account_link for delete to clinic_system using ((select actor_id()) is not null);

-- A family is one sign-in of a program: a chain of refresh tokens of which only the newest is unused. Using a used one
-- ends the family, whoever holds the newest.
create table refresh_family (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  generation integer not null,
  started_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > started_at),
  ended_at timestamptz
);
create index on refresh_family (account_id);
create index on refresh_family (expires_at);
create table refresh_token (
  hash bytea primary key check (octet_length(hash) = 32),
  family_id uuid not null references refresh_family on delete cascade,
  made_at timestamptz not null,
  used_at timestamptz
);
create unique index one_unused_token_per_family on refresh_token (family_id) where used_at is null;
create index on refresh_token (family_id);
alter table refresh_family enable row level security;
alter table refresh_family force row level security;
alter table refresh_token enable row level security;
alter table refresh_token force row level security;
grant select, insert, update, delete on refresh_family to clinic_system;
grant select, insert, update on refresh_token to clinic_system;
create policy system_reads on refresh_family for select to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on refresh_family for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_updates on refresh_family for update to clinic_system using ((select actor_id()) is not null);
create policy system_deletes on refresh_family for delete to clinic_system using ((select actor_id()) is not null);
create policy system_reads on refresh_token for select to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on refresh_token for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_updates on refresh_token for update to clinic_system using ((select actor_id()) is not null);

-- The public halves of the keys that sign access tokens, so that each server of a clinic believes the tokens of the
-- others. The private halves are never in the database. A key is good until the last token it signed has expired.
create table token_key (
  id text primary key check (length(id) between 1 and 64),
  public_key text not null,
  good_until timestamptz not null
);
alter table token_key enable row level security;
alter table token_key force row level security;
grant select, insert, update, delete on token_key to clinic_system;
create policy system_reads on token_key for select to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on token_key for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_updates on token_key for update to clinic_system using ((select actor_id()) is not null);
create policy system_deletes on token_key for delete to clinic_system using ((select actor_id()) is not null);

-- How busy somebody has been: a leaking bucket each for an address that is tried, a network it is tried from, and the two
-- together. The key is a hash. "full_until" is when the bucket will have run dry; "refused" tells of the last attempt.
create table throttle (
  key bytea primary key check (octet_length(key) = 32),
  full_until timestamptz not null,
  refused boolean not null default false
);
create index on throttle (full_until);
alter table throttle enable row level security;
alter table throttle force row level security;
grant select, insert, update, delete on throttle to clinic_system;
create policy system_reads on throttle for select to clinic_system using ((select actor_id()) is not null);
create policy system_inserts on throttle for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_updates on throttle for update to clinic_system using ((select actor_id()) is not null);
create policy system_deletes on throttle for delete to clinic_system using ((select actor_id()) is not null);
