package kz.negiz.demo.sources.shep;

import java.io.IOException;
import java.io.InputStream;
import kz.negiz.demo.shep.Reply;
import kz.negiz.demo.shep.ShepStandIn;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Both channels of the gateway. The path of the synchronous one is the real one's; that of the other is not known. */
@RestController
final class ShepEndpoint {

    private static final int LONGEST_MESSAGE = 256 * 1024;

    private final ShepStandIn gateway;
    private final ShepFaults faults;

    ShepEndpoint(ShepStandIn gateway, ShepFaults faults) {
        this.gateway = gateway;
        this.faults = faults;
    }

    @PostMapping({"/bip-sync-wss-gost/", "/bip-async-wss-gost/"})
    ResponseEntity<byte[]> message(InputStream body) throws IOException {
        byte[] message = body.readNBytes(LONGEST_MESSAGE + 1);
        if (message.length > LONGEST_MESSAGE) {
            return ResponseEntity.status(413).build();
        }
        Reply reply;
        try {
            reply = gateway.answer(message, faults::of);
        } catch (ShepOwner.Down e) {
            return ResponseEntity.status(503).build();
        }
        return ResponseEntity.status(reply.status())
                .contentType(MediaType.parseMediaType(reply.contentType()))
                .body(reply.body());
    }
}
