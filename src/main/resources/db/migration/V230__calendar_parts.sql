-- What a mail of the demo clinic would have told its reader's calendar.
alter table demo_mail
  add column calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
  add column calendar text,
  add check ((calendar_method is null) = (calendar is null));
