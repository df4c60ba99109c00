-- A doctor who wants it is written to each morning: what waits for an answer, and what today and tomorrow bring.
alter table message add column digest_on date;
alter table message add constraint only_digests_have_a_date check ((purpose = 'DIGEST') = (digest_on is not null));
create unique index digested_once on message (recipient_id, digest_on) where purpose = 'DIGEST';

alter table notification_preference drop constraint kind_is_one_of_the_recipients;
alter table notification_preference add constraint kind_is_one_of_the_recipients check (case recipient_kind
  when 'PATIENT' then kind in ('CHANGES', 'OWN_ACTS', 'REMINDERS') else kind in ('CHANGES', 'REQUESTS', 'DIGEST') end);
select set_config('search_path', current_schema() || ', pg_temp', true);
create or replace function wants(recipient_kind text, recipient_id uuid, kind text, channel text) returns boolean
  language sql stable security definer set search_path from current as $$
    select coalesce(
      (select case wants.channel when 'EMAIL' then p.email else p.sms end from notification_preference p
       where p.recipient_kind = wants.recipient_kind and p.recipient_id = wants.recipient_id and p.kind = wants.kind),
      wants.kind <> 'DIGEST'
        and (wants.channel = 'EMAIL' or wants.recipient_kind = 'PATIENT' and wants.kind <> 'OWN_ACTS'))
  $$;
