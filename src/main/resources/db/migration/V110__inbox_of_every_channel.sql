-- While the table has no statistics yet, a partial index of one channel looked like the shortest way to any message of
-- that channel, and the check that a patient is told of a step read them all. An index that does not begin with what the
-- check asks for cannot be taken for it.
drop index inbox;
create index inbox on message (recipient_id, planned_at desc, id desc);
