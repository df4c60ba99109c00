-- What kind of program signed in, as far as it says so: "Firefox on Linux" and the like, nothing finer.
alter table refresh_family add column device text check (length(device) between 1 and 60);
