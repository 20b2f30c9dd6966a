package kz.negiz.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Signal;

/** nginx as a proxy over TLS 1.3, set up as well as it can be for one upstream. */
final class Nginx {

    private Nginx() {}

    /** Where it is installed, if it is. */
    static Optional<Path> installed() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param folder holds its files while it runs
     * @param upstream port of what it proxies to
     */
    static ChildProcess start(Path nginx, Path folder, Path certificate, Path key, int port, int upstream) {
        try {
            Path settings = Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off;
                    worker_processes 2;
                    pid %1$s/nginx.pid;
                    error_log stderr;
                    %2$s
                    events { worker_connections 1024; }
                    http {
                        access_log off;
                        client_body_temp_path %1$s/body;
                        proxy_temp_path %1$s/proxy;
                        fastcgi_temp_path %1$s/fastcgi;
                        uwsgi_temp_path %1$s/uwsgi;
                        scgi_temp_path %1$s/scgi;
                        keepalive_requests 1000000;
                        upstream service {
                            server 127.0.0.1:%3$d;
                            keepalive 64;
                            keepalive_requests 1000000;
                        }
                        server {
                            listen 127.0.0.1:%4$d ssl;
                            ssl_certificate %5$s;
                            ssl_certificate_key %6$s;
                            ssl_protocols TLSv1.3;
                            location / {
                                proxy_pass http://service;
                                proxy_http_version 1.1;
                                proxy_set_header Connection "";
                            }
                        }
                    }
                    """.formatted(
                            folder,
                            System.getProperty("user.name").equals("root") ? "user root;" : "",
                            upstream,
                            port,
                            certificate,
                            key));
            return ChildProcess.start(ChildProcess.Command.of(
                    "nginx",
                    Signal.TERM,
                    List.of(nginx.toString(), "-e", "stderr", "-c", settings.toString(), "-p", folder.toString()),
                    Map.of("PATH", "/usr/bin:/bin"),
                    folder,
                    folder.resolve("nginx.log")));
        } catch (IOException e) {
            throw new UncheckedIOException("nginx cannot be set up under " + folder, e);
        }
    }
}
