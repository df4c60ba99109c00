package clinic.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.testing.ClinicTest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ClinicTest
class DoctorInvitationTest {

    @Autowired
    Directory directory;

    @Autowired
    Identity identity;

    private final Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
    private final String email = "doctor." + UUID.randomUUID() + "@mail.example";

    @Test
    void aDoctorWithAnAddressHasAnAccountFromTheStart() {
        Doctor doctor = directory.addDoctor(admin, "Dr Ada Moor", List.of("Skin"), email);

        Account account = identity.account(admin, Objects.requireNonNull(doctor.account()));
        assertThat(account.role()).isEqualTo(Actor.Role.DOCTOR);
        assertThat(account.person()).isEqualTo(doctor.id().value());
        assertThat(account.email()).isEqualTo(email);
        assertThatThrownBy(() -> directory.removeDoctor(admin, doctor.id()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal ->
                                assertThat(refusal.problems().getFirst().code()).isEqualTo("IN_USE"));
    }

    @Test
    void aDoctorWhoseAddressIsTakenIsNotMadeAtAll() {
        directory.addDoctor(admin, "Dr Ada Moor", List.of(), email);
        String specialty = "s" + UUID.randomUUID();

        assertThatThrownBy(() -> directory.addDoctor(admin, "Dr Bo Finch", List.of(specialty), email))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal ->
                                assertThat(refusal.problems().getFirst().code()).isEqualTo("TAKEN"));
        assertThat(directory.doctors(admin, null, null, specialty)).isEmpty();
    }

    @Test
    void aDoctorWithoutAnAccountIsInvitedLaterAndOnlyOnce() {
        DoctorId doctor =
                directory.addDoctor(admin, "Dr Ada Moor", List.of(), null).id();

        assertThat(directory.inviteDoctor(admin, doctor, email).account()).isNotNull();
        assertThatThrownBy(() -> directory.inviteDoctor(admin, doctor, "other." + email))
                .isInstanceOf(Invalid.class);
    }
}
