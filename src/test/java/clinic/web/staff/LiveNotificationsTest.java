package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.ClinicApplication;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments.Change;
import clinic.notification.Notifications;
import clinic.platform.Announcements;
import clinic.platform.DataFolder;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.testing.Browser;
import clinic.testing.EventStream;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** A page that is open hears of what its reader has been told, and of nothing else. */
@TestPropertySource(properties = {"clinic.live.heartbeat=200ms", "clinic.live.most=8"})
class LiveNotificationsTest extends StaffPages {

    private static final String LIVE = "/live";

    @Autowired
    private Notifications notifications;

    @Autowired
    private Announcements announcements;

    @Autowired
    private Transactions transactions;

    @Autowired
    private TestDatabase database;

    @Autowired
    private DataFolder data;

    @Autowired
    private List<HikariDataSource> pools;

    @Autowired
    private ApplicationContext server;

    private final List<EventStream> opened = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        EventStream.close(opened, server);
    }

    @Test
    void aDoctorHearsOfARequestAndOfWhatHeHasRead() {
        EventStream stream = listening(clinic.asDoctor(port));
        assertThat(stream.awaitEvents(1).events()).containsExactly(unread(0));

        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        assertThat(stream.awaitEvents(2).events()).endsWith(unread(1));

        Actor doctor = clinic.account(clinic.doctorEmail).actor(UUID.randomUUID());
        notifications.markRead(
                doctor, notifications.mine(doctor, 1, null).getFirst().id());
        assertThat(stream.awaitEvents(3).events()).containsExactly(unread(0), unread(1), unread(0));
        assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream;charset=UTF-8");
        assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nobodyHearsWhatAnotherIsTold() {
        StaffClinic elsewhere = new StaffClinic(directory, patients, availability, appointments, identity);
        EventStream doctor = listening(clinic.asDoctor(port)).awaitEvents(1);
        EventStream another = listening(elsewhere.asDoctor(port)).awaitEvents(1);

        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        doctor.awaitEvents(2);
        elsewhere.request(elsewhere.patient("Ravi Rao"), "2026-11-24T10:40", null);

        assertThat(another.awaitEvents(2).events()).containsExactly(unread(0), unread(1));
        assertThat(doctor.events()).containsExactly(unread(0), unread(1));
    }

    @Test
    void whatIsNotCommittedIsNotSaid() {
        AppointmentView visit = clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        EventStream stream = listening(clinic.asDoctor(port)).awaitEvents(1);
        Change change = Change.because("A storm");
        transactions.dryRun(clinic.setUp, () -> appointments.cancel(clinic.setUp, visit.id(), change));

        appointments.cancel(clinic.setUp, visit.id(), change);

        assertThat(stream.awaitEvents(2).events()).containsExactly(unread(1), unread(2));
    }

    @Test
    void aStreamShowsThatItLivesWhileThereIsNothingToSay() {
        EventStream stream = listening(clinic.asDoctor(port)).awaitEvents(1);

        stream.awaitSignOfLife();

        assertThat(stream.events()).containsExactly(unread(0));
    }

    @Test
    void signingOutEndsTheStreamForGood() {
        Browser browser = clinic.asDoctor(port);
        EventStream stream = listening(browser).awaitEvents(1);
        EventStream onAnotherDevice = listening(clinic.asDoctor(port)).awaitEvents(1);

        browser.submit("/sign-out");

        stream.awaitEnd();
        assertThat(stream.events()).endsWith("event: over\ndata:");
        onAnotherDevice.awaitSignOfLife();
        assertThat(onAnotherDevice.hasEnded()).isFalse();
    }

    @Test
    void whoIsBlockedHearsNothingMore() {
        EventStream stream = listening(clinic.asDoctor(port)).awaitEvents(1);
        identity.block(clinic.setUp, clinic.account(clinic.doctorEmail).id(), true);

        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);

        stream.awaitEnd();
        assertThat(stream.events()).containsExactly(unread(0), "event: over\ndata:");
    }

    @Test
    void aBrowserThatListensATwiceTooOftenLosesTheOldestOfItsOwnStreams() {
        EventStream onAnotherDevice = listening(clinic.asDoctor(port)).awaitEvents(1);
        Browser browser = clinic.asDoctor(port);
        EventStream oldest = listening(browser).awaitEvents(1);
        EventStream older = listening(browser).awaitEvents(1);

        EventStream newest = listening(browser).awaitEvents(1);

        oldest.awaitEnd();
        assertThat(oldest.events()).endsWith("event: over\ndata:");
        for (EventStream other : List.of(onAnotherDevice, older, newest)) {
            other.awaitSignOfLife();
            assertThat(other.hasEnded()).isFalse();
        }
    }

    @Test
    void ofManyDevicesOfOnePersonTheOldestGivesWay() {
        List<EventStream> devices = new ArrayList<>();
        for (int device = 0; device < 7; device++) {
            devices.add(listening(clinic.asDoctor(port)).awaitEvents(1));
        }

        devices.getFirst().awaitEnd();
        devices.getLast().awaitSignOfLife();
        assertThat(devices).filteredOn(EventStream::hasEnded).containsExactly(devices.getFirst());
    }

    @Test
    void whenThereIsRoomForNoMoreTheOthersAreToldToComeBackLater() {
        StaffClinic elsewhere = new StaffClinic(directory, patients, availability, appointments, identity);
        for (int device = 0; device < 6; device++) {
            listening(clinic.asDoctor(port)).awaitEvents(1);
        }
        listening(elsewhere.asDoctor(port)).awaitEvents(1);
        listening(elsewhere.asDoctor(port)).awaitEvents(1);

        EventStream oneTooMany = listening(elsewhere.asDoctor(port));

        assertThat(oneTooMany.status()).isEqualTo(503);
        assertThat(oneTooMany.header("Retry-After")).isEqualTo("60");
    }

    @Test
    void whoIsNotSignedInIsNotLedToAPage() {
        assertThat(listening(new Browser(port)).status()).isEqualTo(401);
    }

    @Test
    void twoServersOnOneDatabaseHearEachOther() {
        try (ConfigurableApplicationContext second = anotherServer()) {
            int itsPort = portOf(second);
            Browser browser = clinic.asDoctor(port);
            EventStream there = listening(browser, itsPort).awaitEvents(1);

            clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
            assertThat(there.awaitEvents(2).events()).containsExactly(unread(0), unread(1));

            browser.submit("/sign-out");
            there.awaitEnd();
        }
    }

    @Test
    void aServerThatStopsEndsItsStreamsFirstAndForNow() {
        Browser browser = clinic.asDoctor(port);
        EventStream there;
        Long lastAccess;
        try (ConfigurableApplicationContext second = anotherServer()) {
            int itsPort = portOf(second);
            there = listening(browser, itsPort).awaitEvents(1);
            browser.get("/account");
            lastAccess = lastAccess(browser);
        }

        there.awaitEnd();
        assertThat(there.events()).containsExactly(unread(0));
        assertThat(lastAccess(browser)).as("the session is as old as it was").isEqualTo(lastAccess);
    }

    private Long lastAccess(Browser browser) {
        return database.behindTheWalls()
                .sql("""
                        select last_access_time from spring_session
                         where session_id = translate(
                               encode(substr(sha256(convert_to(:token, 'UTF8')), 1, 27), 'base64'), '+/', '-_')
                        """)
                .param("token", browser.session().orElseThrow())
                .query(Long.class)
                .single();
    }

    @Test
    void anAnnouncementThatNobodyCanReadKeepsNobodyFromHearingTheNext() {
        EventStream stream = listening(clinic.asDoctor(port)).awaitEvents(1);

        database.behindTheWalls().sql("notify told, 'nonsense'").update();
        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);

        assertThat(stream.awaitEvents(2).events()).containsExactly(unread(0), unread(1));
    }

    @Test
    void afterTheConnectionWasLostBrowsersAskAgain() {
        EventStream stream = listening(clinic.asDoctor(port)).awaitEvents(1);

        int cut = database.behindTheWalls().sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and application_name = 'clinic announcements'
                        """).query(Integer.class).single();

        assertThat(cut).isEqualTo(1);
        stream.awaitEnd();
        assertThat(stream.events()).as("nothing new, and no end for good").containsOnly(unread(0));
        EventStream again = listening(clinic.asDoctor(port)).awaitEvents(1);
        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        again.awaitEvents(2);
    }

    @Test
    void aStreamThatWaitsHoldsNoConnection() {
        for (int device = 0; device < 6; device++) {
            listening(clinic.asDoctor(port)).awaitEvents(1);
        }
        opened.forEach(EventStream::awaitSignOfLife);

        assertThat(pools).isNotEmpty();
        pools.forEach(pool -> assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                .as(pool.getPoolName())
                .isZero());
        assertThat(announcements.isRunning()).isTrue();
    }

    private ConfigurableApplicationContext anotherServer() {
        return new SpringApplicationBuilder(ClinicApplication.class)
                .initializers((GenericApplicationContext server) ->
                        server.registerBean("clock", TestClock.class, () -> clock))
                .run(
                        "--clinic.demo=false",
                        "--clinic.announce=false",
                        "--clinic.relay.enabled=false",
                        "--clinic.expiry.enabled=false",
                        "--clinic.live.heartbeat=200ms",
                        "--spring.datasource.hikari.minimum-idle=2",
                        "--clinic.database.url=" + database.url(),
                        "--clinic.data=target/test-data/another-" + UUID.randomUUID(),
                        "--clinic.keys=" + data.secretFile("personal-data.keys"),
                        "--clinic.port=0");
    }

    private static int portOf(ConfigurableApplicationContext server) {
        return server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private EventStream listening(Browser browser) {
        return listening(browser, port);
    }

    private EventStream listening(Browser browser, int at) {
        EventStream stream = EventStream.of(browser, at, LIVE);
        opened.add(stream);
        return stream;
    }

    private static String unread(int number) {
        return "event: unread\ndata: " + number + "\ndata: Messages, " + number + " unread";
    }
}
