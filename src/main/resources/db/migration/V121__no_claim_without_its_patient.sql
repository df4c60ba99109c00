-- Every claim is some patient's, and goes when that patient's time goes: one delete lets go of all of it. So nobody needs
-- to see, or to delete, by which claim a doctor or a room is taken.
alter table doctor_time add constraint is_a_patients foreign key (claim_id) references patient_time on delete cascade;
alter table room_time add constraint is_a_patients foreign key (claim_id) references patient_time on delete cascade;

drop policy patient_lets_go on doctor_time;
drop policy patient_lets_go on room_time;
drop policy doctor_lets_go on doctor_time;
drop policy doctor_lets_go on room_time;
drop policy admin_deletes on doctor_time;
drop policy admin_deletes on room_time;
revoke delete on doctor_time, room_time from clinic_patient, clinic_doctor, clinic_admin;

revoke select on doctor_time, room_time from clinic_patient;
revoke select on room_time from clinic_doctor;
grant select (doctor_id, location_id, part, start_at, end_at) on doctor_time to clinic_patient;
grant select (room_id, start_at, end_at) on room_time to clinic_patient, clinic_doctor;
