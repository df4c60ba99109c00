-- Patients are told by text message too.
alter table message drop constraint message_channel_check;
alter table message add constraint message_channel_check check (channel in ('EMAIL', 'IN_APP', 'SMS'));
alter table message add constraint only_patients_are_texted check (channel <> 'SMS' or recipient_kind = 'PATIENT');
alter table message drop constraint is_delivered_by_being_written;
alter table message add constraint is_delivered_by_being_written
  check (channel <> 'IN_APP' or state in ('SENT', 'SKIPPED') or purpose = 'REMINDER');

-- By which ways somebody wants to hear of what; who has no row has made no choice. The clinic's own pages are no choice.
create table notification_preference (
  recipient_kind text not null check (recipient_kind in ('PATIENT', 'DOCTOR')),
  recipient_id uuid not null,
  kind text not null,
  email boolean not null,
  sms boolean not null,
  primary key (recipient_id, recipient_kind, kind),
  constraint kind_is_one_of_the_recipients check (case recipient_kind
    when 'PATIENT' then kind in ('CHANGES', 'OWN_ACTS', 'REMINDERS') else kind in ('CHANGES', 'REQUESTS') end),
  -- What others do to a visit is told by one way out of the house at least.
  constraint changes_are_told check (kind <> 'CHANGES' or email or sms),
  constraint is_texted_to_patients_by_others check (not sms or recipient_kind = 'PATIENT' and kind <> 'OWN_ACTS')
);
alter table notification_preference enable row level security;
alter table notification_preference force row level security;
grant select, insert, update (email, sms) on notification_preference to clinic_patient, clinic_doctor;
create policy patient_reads_own on notification_preference for select to clinic_patient
  using (recipient_kind = 'PATIENT' and recipient_id = (select person_id()));
create policy patient_chooses on notification_preference for insert to clinic_patient
  with check (recipient_kind = 'PATIENT' and recipient_id = (select person_id()));
create policy patient_chooses_again on notification_preference for update to clinic_patient
  using (recipient_kind = 'PATIENT' and recipient_id = (select person_id()));
create policy doctor_reads_own on notification_preference for select to clinic_doctor
  using (recipient_kind = 'DOCTOR' and recipient_id = (select person_id()));
create policy doctor_chooses on notification_preference for insert to clinic_doctor
  with check (recipient_kind = 'DOCTOR' and recipient_id = (select person_id()));
create policy doctor_chooses_again on notification_preference for update to clinic_doctor
  using (recipient_kind = 'DOCTOR' and recipient_id = (select person_id()));
create trigger audited after insert or update or delete on notification_preference
  for each row execute function audit_change('key=recipient_id');

-- Whoever takes a step plans what others are told of it, and learns no more than whether they are told by this way.
create policy read_by_function on notification_preference for select to clinic_owner using (true);
select set_config('search_path', current_schema() || ', pg_temp', true);
create function wants(recipient_kind text, recipient_id uuid, kind text, channel text) returns boolean
  language sql stable security definer set search_path from current as $$
    select coalesce(
      (select case wants.channel when 'EMAIL' then p.email else p.sms end from notification_preference p
       where p.recipient_kind = wants.recipient_kind and p.recipient_id = wants.recipient_id and p.kind = wants.kind),
      wants.channel = 'EMAIL' or wants.recipient_kind = 'PATIENT' and wants.kind <> 'OWN_ACTS')
  $$;
revoke execute on function wants(text, uuid, text, text) from public;
grant execute on function wants(text, uuid, text, text) to clinic_patient, clinic_doctor, clinic_admin, clinic_system;
