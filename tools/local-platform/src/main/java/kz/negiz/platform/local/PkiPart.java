package kz.negiz.platform.local;

import java.util.concurrent.CompletableFuture;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.DemoPkiServer;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.ProcessIdentity;
import kz.negiz.platform.supervisor.Part;

/** The demo PKI over HTTP: OCSP, time stamps, revocation lists. It lives in the supervisor's own process. */
final class PkiPart implements Part {

    private final DemoPki pki;
    private final int port;

    PkiPart(DemoPki pki, int port) {
        this.pki = pki;
        this.port = port;
    }

    @Override
    public String name() {
        return PlatformPorts.PKI;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Running start() {
        if (!Ports.isFree(port)) {
            throw new IllegalStateException("port " + port + " is taken by another program");
        }
        DemoPkiServer server = DemoPkiServer.start(pki, port);
        CompletableFuture<?> ended = new CompletableFuture<>();
        return new Running(ProcessIdentity.ofThisProcess(), ended, () -> {
            server.close();
            ended.complete(null);
        });
    }
}
