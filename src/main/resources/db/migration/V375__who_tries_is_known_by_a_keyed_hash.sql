-- Who tries too often was known by a plain hash of an address or a network, which whoever holds a dump can find by trying
-- those he knows. From now on by the vault's blind index; what was counted before is forgotten, which costs nothing but
-- the memory of the last minutes.
truncate throttle;
alter table throttle drop constraint throttle_key_check;
alter table throttle add constraint throttle_key_check check (octet_length(key) = 16);
