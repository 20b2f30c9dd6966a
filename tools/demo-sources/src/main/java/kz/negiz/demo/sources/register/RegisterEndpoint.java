package kz.negiz.demo.sources.register;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.negiz.demo.sources.fault.Answers;
import kz.negiz.demo.sources.fault.Answers.About;
import kz.negiz.demo.sources.fault.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Looks entries up, and lets tests and the demo enter some of their own. */
@RestController
final class RegisterEndpoint {

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,32}");

    private final InspectionRegister inspections;
    private final CaseRegister cases;
    private final Answers answers;

    RegisterEndpoint(InspectionRegister inspections, CaseRegister cases, Answers answers) {
        this.inspections = inspections;
        this.cases = cases;
        this.answers = answers;
    }

    @GetMapping("/registers/inspections/{number}")
    void inspection(
            @PathVariable String number,
            @RequestHeader(name = "X-Request-Id", required = false) @Nullable String requestId,
            HttpServletResponse response)
            throws IOException {
        answers.write(
                Target.INSPECTIONS,
                Optional.ofNullable(requestId),
                about -> about == About.THE_ASKED ? inspections.find(number) : inspections.anotherThan(number),
                response);
    }

    @GetMapping("/registers/cases/{number}")
    void criminalCase(
            @PathVariable String number,
            @RequestHeader(name = "X-Request-Id", required = false) @Nullable String requestId,
            HttpServletResponse response)
            throws IOException {
        answers.write(
                Target.CASES,
                Optional.ofNullable(requestId),
                about ->
                        (about == About.THE_ASKED ? cases.find(number) : cases.anotherThan(number)).map(CaseAnswer::of),
                response);
    }

    @PutMapping("/registers/inspections/{number}")
    ResponseEntity<Void> enter(@PathVariable String number, @RequestBody Inspection inspection) {
        if (!isGood(number, inspection.number())) {
            return ResponseEntity.badRequest().build();
        }
        return entered(inspections.put(inspection));
    }

    @PutMapping("/registers/cases/{number}")
    ResponseEntity<Void> enter(@PathVariable String number, @RequestBody CriminalCase criminalCase) {
        if (!isGood(number, criminalCase.number()) || criminalCase.articles().isEmpty()) {
            return ResponseEntity.badRequest().build();
        }
        return entered(cases.put(criminalCase));
    }

    private static boolean isGood(String number, String sameNumber) {
        return number.equals(sameNumber) && NUMBER.matcher(number).matches();
    }

    private static ResponseEntity<Void> entered(boolean entered) {
        return ResponseEntity.status(entered ? HttpStatus.NO_CONTENT : HttpStatus.INSUFFICIENT_STORAGE)
                .build();
    }

    /** What the register tells of a case. */
    private record CaseAnswer(
            String number, boolean closed, String bodyId, List<String> inCharge, List<CriminalCase.Article> articles) {

        static CaseAnswer of(CriminalCase entry) {
            return new CaseAnswer(entry.number(), entry.closed(), entry.bodyId(), entry.inCharge(), entry.articles());
        }
    }
}
