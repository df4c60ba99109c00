package clinic.web.staff;

import clinic.testing.Line;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How soon open pages show what was booked elsewhere, as medians of five. For {@code bin/bench pages}. */
class LiveBench extends LivePages {

    private static final int TIMES = 5;

    @Test
    void whileTheyListen() {
        print("booked elsewhere", medians(() -> {
            Page board = board(port);
            Page day = day(port);
            Page times = times(port);
            bookElsewhere();
            return shown(System.nanoTime(), board, day, times);
        }));
    }

    @Test
    void afterTenSecondsInWhichNobodyAnswered() {
        CHROMIUM.expectLostConnections();
        print("booked while nobody answered for ten seconds, since the line is there again", medians(() -> {
            try (Line line = new Line(port)) {
                Page board = board(line.port());
                Page day = day(line.port());
                Page times = times(line.port());
                bookWhileNobodyAnswers(line);
                return shown(System.nanoTime(), board, day, times);
            }
        }));
    }

    private List<Long> medians(Supplier<List<Long>> measured) {
        List<List<Long>> rounds = Stream.generate(() -> {
                    aFreshClinic();
                    return measured.get();
                })
                .limit(TIMES)
                .toList();
        return IntStream.range(0, 3)
                .mapToObj(page -> rounds.stream()
                        .map(round -> round.get(page))
                        .sorted()
                        .toList()
                        .get(TIMES / 2))
                .toList();
    }
}
