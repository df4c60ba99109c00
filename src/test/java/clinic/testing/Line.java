package clinic.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between a browser and a server, which can be cut: then nothing passes, and nobody answers until it is mended. */
public final class Line implements AutoCloseable {

    private final int server;
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket door;

    /** @param server the port at this machine where the line leads */
    public Line(int server) {
        this.server = server;
        door = open(0);
        port = door.getLocalPort();
    }

    /** Where a browser finds it. */
    public int port() {
        return port;
    }

    public void cut() {
        close();
    }

    public void mend() {
        door = open(port);
    }

    private ServerSocket open(int at) {
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            Thread.ofVirtual().start(() -> accept(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket browser = opened.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                connections.add(browser);
                connections.add(there);
                Thread.ofVirtual().start(() -> pass(browser, there));
                Thread.ofVirtual().start(() -> pass(there, browser));
            }
        } catch (IOException e) {
            // Cut.
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side has hung up.
        }
        connections.remove(from);
        connections.remove(to);
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket connection : connections) {
                connection.close();
            }
            connections.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
