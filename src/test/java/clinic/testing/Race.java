package clinic.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Several who act at the same moment. */
public final class Race {

    private Race() {}

    /** Lets all begin at once and returns what each got, in their order. */
    public static <T> List<T> atOnce(List<? extends Callable<? extends T>> acts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(acts.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<? extends T> act : acts) {
                running.add(threads.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get());
            }
            return results;
        }
    }

    /** Lets so many do the same at once, each with its number from 0. */
    public static <T> List<T> atOnce(int count, IntFunction<T> act) throws Exception {
        return atOnce(IntStream.range(0, count)
                .mapToObj(number -> (Callable<T>) () -> act.apply(number))
                .toList());
    }
}
