package kz.negiz.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kz.negiz.acceptance.docs.Repository;
import kz.negiz.platform.local.LocalLayout;
import kz.negiz.platform.local.PlatformControl;
import kz.negiz.platform.local.PlatformPorts;

/** A folder for a platform of the tests' own: empty, with free ports, and with what an earlier run has unpacked. */
public record LocalFolder(LocalLayout layout) {

    /**
     * Takes down what an interrupted run left, deletes its data and settles the ports.
     *
     * @param name of the folder below {@code target}
     */
    public static LocalFolder empty(String name) {
        Path root = Repository.root();
        LocalFolder folder = new LocalFolder(
                new LocalLayout(root, root.resolve("acceptance-tests/target").resolve(name)));
        folder.control().down(state -> {});
        folder.control().reset();
        folder.settlePorts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> folder.control().down(state -> {})));
        return folder;
    }

    public PlatformControl control() {
        return new PlatformControl(layout);
    }

    public PlatformPorts ports() {
        return PlatformPorts.of(layout.settings(), Optional.empty(), Map.of());
    }

    /** Adds to the settings of whoever runs the platform. */
    void set(String name, String value) {
        try {
            Files.writeString(
                    layout.settings(), name + "=" + value.replace(":", "\\:") + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void settlePorts() {
        try {
            Files.deleteIfExists(layout.settings());
            Map<String, Integer> free = new LinkedHashMap<>();
            List<ServerSocket> held = new ArrayList<>();
            for (String port : ports().all().keySet()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                free.put(port, socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
            Properties settings = new Properties();
            free.forEach((port, number) -> settings.setProperty("port." + port, number.toString()));
            Files.createDirectories(layout.home());
            try (var out = Files.newBufferedWriter(layout.settings())) {
                settings.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
