-- The overview lists the latest steps outside the rules: few among all that were ever taken.
create index on transition (at) where override_reason is not null;
