-- From here on these columns take nothing that is not sealed: a byte for the form, a nonce, the text, a tag. Each table is
-- written anew by this, without the rows that were encrypted since.
create domain sealed as bytea check (octet_length(value) >= 29 and get_byte(value, 0) = 1);
alter table patient
  alter column name type sealed, alter column email type sealed, alter column phone type sealed,
  alter column birth_date type sealed;
alter table account alter column email type sealed, alter column name type sealed;
alter table account add check (octet_length(email_key) = 16);
alter table transition alter column reason type sealed, alter column override_reason type sealed;
alter table appointment_note alter column body type sealed;
drop trigger kept_once on attention;
alter table attention alter column kept_reason type sealed;
create trigger kept_once before update on attention
  for each row when ((new.kept_at, new.kept_by, new.kept_reason) is distinct from (old.kept_at, old.kept_by, old.kept_reason))
  execute function kept_once();
alter table absence alter column reason type sealed;
alter table demo_mail
  alter column recipient type sealed, alter column subject type sealed, alter column text type sealed,
  alter column html type sealed, alter column calendar type sealed;
alter table demo_mail add check (octet_length(recipient_key) = 16);
