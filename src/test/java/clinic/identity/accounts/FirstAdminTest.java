package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.Identity;
import clinic.identity.Identity.LinkInvalid;
import clinic.identity.Identity.LinkOutcome;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.SignedIn;
import clinic.platform.SystemAct;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** With an application of its own, where there is no admin but those made here. */
@ClinicTest
@TestPropertySource(properties = "clinic.test=first-admin")
class FirstAdminTest {

    private static final String PASSWORD = "seven small brown otters";

    @Autowired
    Identity identity;

    @Autowired
    FirstAdminNotice notice;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @BeforeEach
    void anEmptyClinic() {
        database.transactions()
                .as(
                        SystemAct.actor(),
                        () -> database.jdbc()
                                .sql("update account set blocked_at = created_at where role = 'ADMIN'")
                                .update());
    }

    @Test
    void theStartPrintsALinkThatMakesTheFirstAdminOnce() throws Exception {
        String token = printedToken();
        assertThat(identity.peek(token))
                .hasValueSatisfying(link -> assertThat(link.purpose()).isEqualTo(LinkPurpose.SET_UP));

        List<Future<LinkOutcome>> attempts = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                attempts.add(threads.submit(() -> setUp(token, address())));
            }
        }
        List<LinkOutcome> outcomes = new ArrayList<>();
        for (Future<LinkOutcome> attempt : attempts) {
            outcomes.add(attempt.get());
        }

        assertThat(outcomes)
                .filteredOn(LinkUsed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(LinkUsed.class, used -> {
                    assertThat(used.account().role()).isEqualTo(Role.ADMIN);
                    assertThat(identity.signIn(used.account().email(), PASSWORD, address()))
                            .isInstanceOf(SignedIn.class);
                });
        assertThat(notice.lines()).isEmpty();
    }

    @Test
    void aLaterStartMakesTheEarlierLinkWorthless() {
        String earlier = printedToken();
        String later = printedToken();

        assertThat(setUp(earlier, address())).isInstanceOf(LinkInvalid.class);
        assertThat(setUp(later, address())).isInstanceOf(LinkUsed.class);
    }

    @Test
    void theLinkEndsAfterADay() {
        String token = printedToken();
        clock.advance(Duration.ofDays(1));

        assertThat(setUp(token, address())).isInstanceOf(LinkInvalid.class);
    }

    @Test
    void aWeakPasswordLeavesTheLinkGood() {
        String token = printedToken();

        assertThatThrownBy(() -> identity.setUp(token, "Ada Min", address(), "admin", "test"))
                .isInstanceOf(Invalid.class);
        assertThat(setUp(token, address())).isInstanceOf(LinkUsed.class);
    }

    private LinkOutcome setUp(String token, String email) {
        return identity.setUp(token, "Ada Min", email, PASSWORD, "test-" + UUID.randomUUID());
    }

    private String printedToken() {
        String link = notice.lines().getLast();
        return link.substring(link.indexOf("token=") + 6);
    }

    private static String address() {
        return UUID.randomUUID() + "@clinic.example";
    }
}
