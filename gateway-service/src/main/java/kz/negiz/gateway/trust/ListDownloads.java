package kz.negiz.gateway.trust;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.negiz.eds.SignatureVerifier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Fetches the published revocation lists in the background. What is in the folder stays there over restarts. */
@Component
class ListDownloads {

    private final OwnTrust trust;
    private final Clock clock;
    private final Duration timeout;
    private final List<ListDownload> downloads;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    ListDownloads(OwnTrust trust, DownloadsProperties properties, OwnTrustProperties folders, Clock clock) {
        this.trust = trust;
        this.clock = clock;
        this.timeout = properties.timeout();
        this.downloads = properties.addresses().stream()
                .map(url -> new ListDownload(url, folders.crlsDir()))
                .toList();
    }

    List<ListDownload> all() {
        return downloads;
    }

    /** The scheduler's one thread must not wait for slow publishers. */
    @Scheduled(fixedDelayString = "${negiz.trust.downloads.every:15m}")
    void fetchInBackground() {
        if (!downloads.isEmpty() && underWay.compareAndSet(false, true)) {
            Thread.ofVirtual().name("lists").start(() -> {
                try {
                    fetch();
                } finally {
                    underWay.set(false);
                }
            });
        }
    }

    /** Asks for each list once. Without a trust list in force nobody could vouch for any: lists are judged by the last one. */
    void fetch() {
        SignatureVerifier verifier = trust.lastVerifier();
        AtomicBoolean changed = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ListDownload each : downloads) {
                threads.execute(() -> {
                    if (each.fetch(http, timeout, verifier, clock.instant())) {
                        changed.set(true);
                    }
                });
            }
        }
        if (changed.get()) {
            trust.reread();
        }
    }
}
