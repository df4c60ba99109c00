/**
 * The pages of those who work here: the doctor's day and hours, why a time is not offered, what needs attention, and the admin's overview, appointments, people, set-up and
 * audit trail. What may be done to an appointment comes from {@link clinic.booking.AppointmentView#possible}.
 */
@NullMarked
package clinic.web.staff;

import org.jspecify.annotations.NullMarked;
