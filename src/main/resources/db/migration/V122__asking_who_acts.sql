-- Who acts may be asked by every role that acts. Until now this rested on what the database grants to everybody, which
-- a database in which the migrations run a second time no longer does.
grant execute on function actor_id(), person_id(), actor_role()
  to clinic_visitor, clinic_patient, clinic_doctor, clinic_admin, clinic_system, clinic_sessions;
