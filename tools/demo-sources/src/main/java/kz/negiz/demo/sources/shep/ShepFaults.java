package kz.negiz.demo.sources.shep;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kz.negiz.demo.shep.ShepFault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Switches the gateway's faults on and off, service by service. */
@RestController
@RequestMapping("/shep/faults")
final class ShepFaults {

    private final Map<String, ShepFault> faults = new ConcurrentHashMap<>();

    record Wanted(ShepFault fault) {}

    @GetMapping
    Map<String, ShepFault> active() {
        return Map.copyOf(faults);
    }

    @PutMapping("/{service}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable String service, @RequestBody Wanted wanted) {
        faults.put(service, wanted.fault());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        faults.clear();
    }

    Optional<ShepFault> of(String service) {
        return Optional.ofNullable(faults.get(service));
    }
}
