-- Personal data becomes bytes, which the next step encrypts: the application has the keys, the database does not.
alter table patient drop constraint patient_name_check, drop constraint patient_email_check, drop constraint patient_phone_check;
alter table patient
  drop column search,
  alter column name type bytea using convert_to(name, 'UTF8'),
  alter column email type bytea using convert_to(email, 'UTF8'),
  alter column phone type bytea using convert_to(phone, 'UTF8'),
  alter column birth_date type bytea using convert_to(to_char(birth_date, 'YYYY-MM-DD'), 'UTF8');
alter table account drop constraint account_email_check, drop constraint account_name_check;
alter table account
  drop column search,
  alter column email type bytea using convert_to(email, 'UTF8'),
  alter column email_key type bytea using convert_to(email_key, 'UTF8'),
  alter column name type bytea using convert_to(name, 'UTF8');
alter table transition drop constraint transition_reason_check, drop constraint transition_override_reason_check;
alter table transition
  alter column reason type bytea using convert_to(reason, 'UTF8'),
  alter column override_reason type bytea using convert_to(override_reason, 'UTF8');
alter table appointment_note drop constraint appointment_note_body_check;
alter table appointment_note alter column body type bytea using convert_to(body, 'UTF8');
drop trigger kept_once on attention;
alter table attention drop constraint attention_kept_reason_check;
alter table attention alter column kept_reason type bytea using convert_to(kept_reason, 'UTF8');
create trigger kept_once before update on attention
  for each row when ((new.kept_at, new.kept_by, new.kept_reason) is distinct from (old.kept_at, old.kept_by, old.kept_reason))
  execute function kept_once();
alter table absence drop constraint absence_reason_check;
alter table absence alter column reason type bytea using convert_to(reason, 'UTF8');
alter table demo_mail
  alter column recipient type bytea using convert_to(recipient, 'UTF8'),
  alter column recipient_key type bytea using convert_to(recipient_key, 'UTF8'),
  alter column subject type bytea using convert_to(subject, 'UTF8'),
  alter column text type bytea using convert_to(text, 'UTF8'),
  alter column html type bytea using convert_to(html, 'UTF8'),
  alter column calendar type bytea using convert_to(calendar, 'UTF8');

-- Recorded as it is stored, encrypted: who has the key can read the history, and it is gone with the key. What would find
-- or open something is recorded as changed only.
drop trigger audited on patient;
create trigger audited after insert or update or delete on patient for each row execute function audit_change();
drop trigger audited on account;
create trigger audited after insert or update or delete on account
  for each row execute function audit_change('email_key', 'password_hash');
drop trigger audited on transition;
create trigger audited after insert or update or delete on transition
  for each row execute function audit_change('key=appointment_id');
drop trigger audited on appointment_note;
create trigger audited after insert or update or delete on appointment_note
  for each row execute function audit_change('key=appointment_id');
drop trigger audited on attention;
create trigger audited after insert or update or delete on attention
  for each row execute function audit_change('key=appointment_id');
drop trigger audited on absence;
create trigger audited after insert or update or delete on absence for each row execute function audit_change();

-- By what somebody is found: tokens of the beginnings of names, addresses and numbers, which tell nothing without the key.
create table search_token (
  domain text not null check (domain in ('PATIENT', 'ACCOUNT')),
  token bytea not null check (octet_length(token) = 16),
  owner_id uuid not null,
  primary key (domain, token, owner_id)
);
create index on search_token (owner_id, domain);
alter table search_token enable row level security;
alter table search_token force row level security;
grant select, insert, delete on search_token to clinic_patient, clinic_admin, clinic_system;
create policy patient_reads_own on search_token for select to clinic_patient
  using (domain = 'PATIENT' and owner_id = (select person_id()));
create policy patient_is_found on search_token for insert to clinic_patient
  with check (domain = 'PATIENT' and owner_id = (select person_id()));
create policy patient_is_not_found on search_token for delete to clinic_patient
  using (domain = 'PATIENT' and owner_id = (select person_id()));
create policy admin_reads on search_token for select to clinic_admin using ((select actor_id()) is not null);
create policy admin_makes_found on search_token for insert to clinic_admin with check ((select actor_id()) is not null);
create policy admin_makes_not_found on search_token for delete to clinic_admin using ((select actor_id()) is not null);
create policy system_reads on search_token for select to clinic_system using ((select actor_id()) is not null);
create policy system_makes_found on search_token for insert to clinic_system with check ((select actor_id()) is not null);
create policy system_makes_not_found on search_token for delete to clinic_system using ((select actor_id()) is not null);
