-- Everybody chooses the language in which the clinic writes to him; who is invited is first written to in the clinic's own.
grant update (locale) on account to clinic_patient, clinic_doctor, clinic_admin;
grant insert (locale) on account to clinic_admin;
create policy patient_updates_self on account for update to clinic_patient using (id = (select actor_id()));
create policy doctor_updates_self on account for update to clinic_doctor using (id = (select actor_id()));
