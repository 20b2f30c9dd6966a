package kz.negiz.demo.sources.journal;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells what the sources were asked. */
@RestController
@RequestMapping("/log")
final class AskedLogEndpoint {

    private final AskedLog log;

    AskedLogEndpoint(AskedLog log) {
        this.log = log;
    }

    /** By target. */
    @GetMapping
    Map<String, AskedLog.Asked> all() {
        return log.all();
    }

    /** The targets that a request reached, in order; one asked twice stands here twice. */
    @GetMapping("/{requestId}")
    List<String> targetsOf(@PathVariable String requestId) {
        return log.targetsOf(requestId);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        log.clear();
    }
}
