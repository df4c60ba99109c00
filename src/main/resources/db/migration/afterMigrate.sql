-- A database that was moved by a dump counts its transactions anew, below those that its audit entries name. What was
-- written on the server before is one era, what comes now is the next (V320).
do $$
declare
  last record;
begin
  if not exists (select from pg_attribute where attrelid = to_regclass('audit_entry') and attname = 'era') then
    return;
  end if;
  select era, xid into last from audit_entry order by era desc, xid desc, id desc limit 1;
  if last.xid >= pg_snapshot_xmax(pg_current_snapshot()) then
    execute format('alter table audit_entry alter column era set default %s', last.era + 1);
  end if;
end
$$;
