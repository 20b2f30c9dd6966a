package kz.negiz.portal;

import java.time.Instant;
import java.util.Map;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** A service with one page of each kind. */
@SpringBootApplication
class SamplePortal {

    static final Instant MOMENT = Instant.parse("2026-11-22T12:10:00Z");

    enum SampleProblem implements Problem {
        REFUSED;

        @Override
        public String code() {
            return "forbidden";
        }

        @Override
        public HttpStatus status() {
            return HttpStatus.FORBIDDEN;
        }
    }

    @Controller
    static class Pages {

        @ServesUsers
        @GetMapping("/sample")
        String sample(Model model) {
            model.addAttribute("heading", "Heading");
            model.addAttribute("moment", MOMENT);
            model.addAttribute("errors", Map.of("subject", "Wrong <i>"));
            model.addAttribute("document", "0JTQvtC60YPQvNC10L3Rgg==");
            return "sample";
        }

        @ServesUsers
        @PostMapping("/sample/signed")
        @ResponseBody
        String signed(@RequestParam String document, @RequestParam String signature) {
            return "got " + document + " and " + signature;
        }

        @ServesUsers(AccessRole.OFFICER)
        @GetMapping("/sample/refused")
        String refused() {
            throw new ProblemException(SampleProblem.REFUSED).rule("R41-32a");
        }

        @ServesUsers
        @GetMapping("/sample/broken")
        String broken() {
            throw new IllegalStateException("secret particulars");
        }
    }
}
