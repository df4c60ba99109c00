-- Entries are sealed a moment after they were committed: hashed into a tree (RFC 6962) whose root the clinic signs with a
-- key that the database never sees, so that whoever can write to these tables still cannot change what they said.

-- In which transaction an entry was written: all entries of transactions that ended before the oldest one that still runs
-- are there, and no other will come between them. What is here already comes first, in the order of its ids. The era counts
-- the servers that the data have lived on, because each counts transactions anew; afterMigrate.sql notices a new one.
alter table audit_entry add column era smallint not null default 0;
alter table audit_entry add column xid xid8 not null default '0';
alter table audit_entry alter column xid set default pg_current_xact_id();
create index on audit_entry (era, xid, id);

-- Entries lie in the order of their time, so the blocks say enough of it, at a tenth of what a tree costs each act.
drop index audit_entry_at_idx;
create index on audit_entry using brin (at);

-- The salt keeps anybody from guessing, from the leaf alone, what short values an entry had.
create table audit_seal (
  position bigint primary key check (position >= 0),
  entry_id bigint not null unique,
  era smallint not null,
  xid xid8 not null,
  salt bytea not null check (octet_length(salt) = 16),
  leaf bytea not null check (octet_length(leaf) = 32)
);

-- The frontier: the roots of the whole trees that so many leaves are made of, the largest first.
create table audit_checkpoint (
  size bigint primary key check (size > 0),
  at timestamptz not null,
  frontier bytea not null check (octet_length(frontier) = 32 * bit_count(int8send(size))),
  note text not null
);

alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy written_by_functions on audit_seal for insert to clinic_owner with check (true);
create policy seen_by_functions on audit_seal for select to clinic_owner using (true);
create policy admin_reads on audit_seal for select to clinic_admin using ((select actor_id()) is not null);
grant select on audit_seal to clinic_admin;

select set_config('search_path', current_schema() || ', pg_temp', true);
create function sealed_so_far() returns bigint language sql stable security definer set search_path from current as $$
  select coalesce(max(position) + 1, 0) from audit_seal
$$;

alter table audit_checkpoint enable row level security;
alter table audit_checkpoint force row level security;
create policy system_inserts on audit_checkpoint for insert to clinic_system
  with check ((select actor_id()) is not null and size = sealed_so_far());
create policy system_reads on audit_checkpoint for select to clinic_system using ((select actor_id()) is not null);
create policy admin_reads on audit_checkpoint for select to clinic_admin using ((select actor_id()) is not null);
grant select, insert on audit_checkpoint to clinic_system;
grant select on audit_checkpoint to clinic_admin;

create policy seen_by_functions on audit_entry for select to clinic_owner using (true);

create trigger append_only before update or delete on audit_seal
  for each row execute function audit_is_append_only();
create trigger append_only_whole before truncate on audit_seal
  for each statement execute function audit_is_append_only();
create trigger append_only before update or delete on audit_checkpoint
  for each row execute function audit_is_append_only();
create trigger append_only_whole before truncate on audit_checkpoint
  for each statement execute function audit_is_append_only();

-- What is hashed of an entry: each field with its length before it, so that no two entries read the same. The verifier has
-- the same words in Java.
create function audit_field(value text) returns text language sql immutable parallel safe
  return coalesce(octet_length(value)::text || ':' || value, '-');

create function audit_leaf(entry audit_entry, salt bytea) returns bytea language sql stable
  return sha256('\x00'::bytea || convert_to(concat(
    audit_field(entry.id::text),
    audit_field(entry.era::text),
    audit_field(entry.xid::text),
    audit_field((extract(epoch from entry.at) * 1000000)::bigint::text),
    audit_field(entry.actor_id::text),
    audit_field(entry.actor_role),
    audit_field(entry.request_id::text),
    audit_field(entry.action),
    audit_field(entry.kind),
    audit_field(entry.record_id)), 'UTF8')
    || sha256(salt || convert_to(concat(audit_field(entry.before::text), audit_field(entry.after::text)), 'UTF8')));

-- Seals the next entries, at most so many; the caller makes the tree of the leaves. One at a time over all servers: who
-- comes while another seals gets none.
create function seal_audit_entries(most int) returns table ("position" bigint, leaf bytea, sealed_at timestamptz)
  language plpgsql security definer set search_path from current as $$
declare
  last record;
begin
  if not pg_try_advisory_xact_lock(hashtext('clinic audit seal')) then
    return;
  end if;
  -- How far it is sealed says the entry itself, which the tree vouches for; the seal would say whatever was written into it.
  select s.position, e.era, e.xid, e.id as entry_id into last
  from (select s.position, s.entry_id from audit_seal s order by s.position desc limit 1) s
    left join audit_entry e on e.id = s.entry_id;
  return query
    with ready as (
      select next.entry, uuid_send(gen_random_uuid()) as salt,
        coalesce(last.position, -1) + row_number() over (order by next.era, next.xid, next.id) as place
      from (
        select a as entry, a.era, a.xid, a.id from audit_entry a
        where (a.era, a.xid, a.id) > (coalesce(last.era, 0), coalesce(last.xid, '0'), coalesce(last.entry_id, 0))
          and (a.xid < pg_snapshot_xmin(pg_current_snapshot()) or a.era < (select max(n.era) from audit_entry n))
        order by a.era, a.xid, a.id limit most) next),
    sealed as (
      insert into audit_seal as s (position, entry_id, era, xid, salt, leaf)
      select r.place, (r.entry).id, (r.entry).era, (r.entry).xid, r.salt, audit_leaf(r.entry, r.salt)
      from ready r
      returning s.position, s.leaf)
    select s.position, s.leaf, clock_timestamp() from sealed s order by s.position;
end
$$;

-- When the first entry was written that is not sealed yet; null when there is none.
create function audit_unsealed_since() returns timestamptz language sql stable
  security definer set search_path from current as $$
  with last as (
    select e.era, e.xid, e.id as entry_id from audit_entry e
    where e.id = (select s.entry_id from audit_seal s order by s.position desc limit 1))
  select e.at from audit_entry e
  where (e.era, e.xid, e.id) > (
    coalesce((select era from last), 0), coalesce((select xid from last), '0'), coalesce((select entry_id from last), 0))
  order by e.era, e.xid, e.id limit 1
$$;
grant execute on function seal_audit_entries(int), sealed_so_far() to clinic_system;
grant execute on function audit_unsealed_since() to clinic_system, clinic_admin;
