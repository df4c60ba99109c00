-- Somebody asks to be erased (GDPR, article 17), and an admin answers within a month. What he writes, and what he is answered,
-- is sealed under his own key.
create table erasure (
  id uuid primary key,
  patient_id uuid not null references patient,
  state text not null check (state in ('OPEN', 'WITHDRAWN', 'REFUSED', 'GRANTED')),
  asked_at timestamptz not null,
  due_at timestamptz not null check (due_at > asked_at),
  reason sealed,
  ended_at timestamptz,
  ended_by uuid,
  answer sealed,
  -- When the key was destroyed, and with it all that was still kept of him.
  erased_at timestamptz,
  check ((state = 'OPEN') = (ended_at is null)),
  check (num_nulls(ended_at, ended_by) in (0, 2)),
  check (state <> 'REFUSED' or answer is not null),
  check (erased_at is null or state = 'GRANTED')
);
create unique index one_open_request_of_a_person on erasure (patient_id) where state = 'OPEN';
create index on erasure (state, due_at);
create index on erasure (patient_id);
alter table erasure enable row level security;
alter table erasure force row level security;
grant select, insert on erasure to clinic_patient;
grant select on erasure to clinic_admin, clinic_system;
grant update (state, ended_at, ended_by) on erasure to clinic_patient;
grant update (state, ended_at, ended_by, reason, answer, erased_at) on erasure to clinic_admin;
grant update (erased_at) on erasure to clinic_system;
create policy patient_reads_own on erasure for select to clinic_patient using (patient_id = (select person_id()));
create policy patient_asks on erasure for insert to clinic_patient
  with check (patient_id = (select person_id()) and state = 'OPEN');
create policy patient_withdraws on erasure for update to clinic_patient
  using (patient_id = (select person_id()) and state = 'OPEN')
  with check (state = 'WITHDRAWN' and ended_by = (select actor_id()));
create policy admin_reads on erasure for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_decides on erasure for update to clinic_admin
  using ((select actor_id()) is not null and state = 'OPEN')
  with check (state in ('REFUSED', 'GRANTED') and ended_by = (select actor_id()));
create policy system_reads on erasure for select to clinic_system using ((select actor_id()) is not null);
create policy system_erases on erasure for update to clinic_system
  using ((select actor_id()) is not null and state = 'GRANTED' and erased_at is null)
  with check ((select actor_id()) is not null and erased_at is not null);
create policy replayed on erasure for select to clinic_owner using (true);
create trigger audited after insert or update or delete on erasure for each row execute function audit_change();

-- A record from which everything that names somebody was taken, and one that is kept and not used (article 18). What is
-- restricted stays so until the moment that its patient was told of.
alter table patient
  add column erased_at timestamptz,
  add column restricted_at timestamptz,
  add column restriction_reason sealed,
  add column restriction_ends_at timestamptz,
  add check ((restricted_at is null) = (restriction_reason is null)),
  add check (restriction_ends_at > restricted_at),
  add check (erased_at is null or num_nonnulls(email, phone, birth_date) = 0);
create index on patient (restricted_at) where restricted_at is not null;

-- Asked by every booking, which waits for an erasure under way and the other way round.
create policy locked_by_functions on patient for update to clinic_owner using (true);
select set_config('search_path', current_schema() || ', pg_temp', true);
create function erased_or_restricted(patient uuid) returns boolean language sql volatile
  set search_path from current as $$
    select p.erased_at is not null or p.restricted_at is not null and (p.restriction_ends_at is null
      or p.restriction_ends_at > coalesce(nullif(current_setting('clinic.moment', true), '')::timestamptz, now()))
    from patient p where p.id = erased_or_restricted.patient for key share
  $$;
-- Of a record that whoever asks may see, as the policies on patients have it; of another it says nothing. Not by person_id(),
-- which the planner asks of those, too, who are nobody's person.
create function takes_no_visits(patient uuid) returns boolean language sql volatile security definer
  set search_path from current as $$
    select case current_setting('role')
      when 'clinic_patient' then takes_no_visits.patient = nullif(current_setting('clinic.person_id', true), '')::uuid
      when 'clinic_doctor' then exists (select from appointment a
        where a.patient_id = takes_no_visits.patient
          and a.doctor_id = nullif(current_setting('clinic.person_id', true), '')::uuid)
      else true end and erased_or_restricted(takes_no_visits.patient)
  $$;
grant execute on function takes_no_visits(uuid) to clinic_patient, clinic_doctor, clinic_admin, clinic_system;

create function nobody_who_was_erased_is_booked() returns trigger language plpgsql security definer
  set search_path from current as $$
begin
  if erased_or_restricted(new.patient_id) then
    raise exception 'A visit of somebody who was erased, or whose record is restricted'
      using errcode = 'integrity_constraint_violation', constraint = 'nobody_who_was_erased_is_booked';
  end if;
  return new;
end
$$;
create trigger nobody_who_was_erased_is_booked before insert on appointment
  for each row execute function nobody_who_was_erased_is_booked();

-- The account of somebody who was erased: there as long as what refers to it, and good for nothing. Its address is nobody's
-- any more and may sign up anew.
alter table account add column closed_at timestamptz;
alter table account add check (closed_at is null or blocked_at is not null and password_hash is null);
grant select (closed_at) on account to clinic_patient, clinic_doctor, clinic_admin;

create policy closed_by_functions on account_link for select to clinic_owner using (true);
create policy taken_away_by_functions on account_link for delete to clinic_owner using (true);
create policy closed_by_functions on refresh_family for select to clinic_owner using (true);
create policy taken_away_by_functions on refresh_family for delete to clinic_owner using (true);
create policy closed_by_functions on passkey_owner for select to clinic_owner using (true);
create policy taken_away_by_functions on passkey_owner for delete to clinic_owner using (true);
create policy taken_away_by_functions on notification_preference for delete to clinic_owner using (true);

-- Never of somebody who was not erased before, whoever asks.
create function close_account(account uuid, email bytea, name bytea, nobody bytea, moment timestamptz) returns boolean
  language plpgsql security definer set search_path from current as $$
begin
  if exists (select from patient p where p.account_id = close_account.account and p.erased_at is null) then
    raise exception 'The account of somebody who was not erased' using errcode = 'integrity_constraint_violation';
  end if;
  update account a set email = close_account.email, name = close_account.name, email_key = close_account.nobody,
      password_hash = null, zone = null, generation = a.generation + 1,
      blocked_at = coalesce(a.blocked_at, close_account.moment), closed_at = close_account.moment
    where a.id = close_account.account and a.role = 'PATIENT' and a.closed_at is null;
  if not found then
    return false;
  end if;
  delete from account_link l where l.account_id = close_account.account;
  delete from refresh_family f where f.account_id = close_account.account;
  delete from authenticator t where t.account_id = close_account.account;
  delete from recovery_code r where r.account_id = close_account.account;
  delete from passkey p where p.account_id = close_account.account;
  delete from passkey_owner o where o.account_id = close_account.account;
  delete from notification_preference n
    where n.recipient_kind = 'PATIENT' and n.recipient_id = (select a.person_id from account a where a.id = close_account.account);
  return true;
end
$$;
grant execute on function close_account(uuid, bytea, bytea, bytea, timestamptz) to clinic_admin, clinic_system;

-- Where the last mail goes to somebody whose address was erased, sealed under a key of its own, which is destroyed when the
-- mail is gone or given up, whoever says so.
create table parting_address (
  message_id uuid primary key references message,
  address sealed not null
);
alter table parting_address enable row level security;
alter table parting_address force row level security;
grant select, insert on parting_address to clinic_system;
grant insert on parting_address to clinic_admin;
create policy admin_keeps on parting_address for insert to clinic_admin with check ((select actor_id()) is not null);
create policy system_keeps on parting_address for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_reads on parting_address for select to clinic_system using ((select actor_id()) is not null);
create policy found_by_functions on parting_address for select to clinic_owner using (true);
create policy forgotten_by_functions on parting_address for delete to clinic_owner using (true);
create policy destroyed_by_functions on data_key for update to clinic_owner using (true);

create function forget_parting_address() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from parting_address p where p.message_id = new.id;
  update data_key k set wrapped = null, wrapped_by = null,
      destroyed_at = coalesce(nullif(current_setting('clinic.moment', true), '')::timestamptz, now())
    where k.owner_id = new.id and k.destroyed_at is null;
  return null;
end
$$;
create trigger forget_parting_address after update of state on message
  for each row when (new.purpose = 'ERASED' and new.state in ('SENT', 'SKIPPED', 'DEAD'))
  execute function forget_parting_address();
