package kz.negiz.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import kz.negiz.cli.api.SigningKey;
import kz.negiz.cli.demo.OngoingQuestions.Promise;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.local.LocalLayout;
import kz.negiz.platform.local.PlatformControl;
import kz.negiz.platform.local.PlatformPorts;
import kz.negiz.platform.local.PlatformService;
import kz.negiz.platform.process.Signal;
import kz.negiz.platform.secrets.PlatformSecrets;
import kz.negiz.platform.supervisor.PlatformState.Condition;
import kz.negiz.platform.supervisor.PlatformState.PartState;
import tools.jackson.databind.JsonNode;

/**
 * The platform's main story in twelve steps. It can be told again on the same data: what it makes once stays, and who it blocks
 * is unblocked in the end.
 */
final class Story {

    /** The operator's key that everything is registered with. */
    private static final String OPERATOR = "administrator";

    private static final String OWNERS_BODY = "warehouse-demo";
    private static final String PURPOSE = "To compare declared with registered property";
    private static final String ONE_SERVICE = "LEGAL_ENTITIES_REGISTER";
    private static final ZoneId ASTANA = ZoneId.of("Asia/Almaty");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Stage stage;
    private final Scenario scenario;
    private final PlatformControl platform;
    private final LocalLayout layout;

    Story(Stage stage, Scenario scenario, PlatformControl platform, LocalLayout layout) {
        this.stage = stage;
        this.scenario = scenario;
        this.platform = platform;
        this.layout = layout;
    }

    void play() {
        administratorRegisters();
        headSignsTheAgreement();
        headAsksFourServices();
        basisDoesNotStandUp();
        serviceOutsideTheAnnex();
        operativeAsksUnderACase();
        keysThatDoNotLogIn();
        alteredAndReplayed();
        blockedWhileLoggedIn();
        partsAreKilled();
        ownerSubmitsAndOfficerReveals();
        prosecutorTrustsNobody();
    }

    private void administratorRegisters() {
        stage.step(1, "The administrator registers bodies and users (R41-4, R150-12)");
        Set<String> bodies = new HashSet<>();
        stage.silently("registry", "body", "list", "--key", OPERATOR)
                .answer()
                .forEach(body -> bodies.add(body.path("code").asString("")));
        for (JsonNode body : scenario.bodies()) {
            if (!bodies.contains(body.path("id").asString(""))) {
                stage.run(bodyAdd(body)).done(name(body) + " is registered");
            }
        }
        Set<String> users = users().keySet();
        for (JsonNode user : scenario.users()) {
            String key = user.path("key").asString("");
            if (!key.equals(OPERATOR) && !users.contains(user.path("name").asString(""))) {
                stage.run(userAdd(user)).done(key + " is registered");
            }
        }
        stage.run("registry", "user", "list", "--body", "kgd-almaty", "--key", OPERATOR)
                .done("the register shows them");
    }

    private static List<String> bodyAdd(JsonNode body) {
        List<String> verb = new ArrayList<>(List.of(
                "registry",
                "body",
                "add",
                body.path("id").asString(""),
                "--kind",
                body.path("kind").asString("")));
        for (String language : List.of("kk", "ru", "en")) {
            verb.addAll(List.of(
                    "--name-" + language, body.path("name").path(language).asString("")));
        }
        body.path("departments").forEach(path -> verb.addAll(List.of("--department", path.asString(""))));
        verb.addAll(List.of("--key", OPERATOR));
        return verb;
    }

    private static String name(JsonNode body) {
        return body.path("name").path("en").asString("");
    }

    private static List<String> userAdd(JsonNode user) {
        String key = user.path("key").asString("");
        List<String> verb = new ArrayList<>(List.of(
                "registry",
                "user",
                "add",
                "--of-key",
                key,
                "--name",
                user.path("name").asString(""),
                "--body",
                user.path("bodyId").asString(""),
                "--department",
                user.path("department").asString("")));
        user.path("roles").forEach(role -> verb.addAll(List.of("--role", role.asString(""))));
        String roleCode = user.path("roleCode").asString("");
        if (!roleCode.isEmpty()) {
            verb.addAll(List.of("--role-code", roleCode));
        }
        if (roleCode.equals("STATE_REVENUE_UNIT_HEAD")) {
            verb.addAll(List.of("--unit-headed", "DIVISION"));
        }
        if (user.path("roles").toString().contains("\"OFFICIAL\"")) {
            verb.addAll(List.of("--appointment", "O-" + key));
        }
        verb.addAll(List.of("--application", "A-" + key, "--key", OPERATOR));
        return verb;
    }

    /** Account ids by the users' names. */
    private Map<String, String> users() {
        Map<String, String> users = new LinkedHashMap<>();
        stage.silently("registry", "user", "list", "--key", OPERATOR)
                .answer()
                .path("accounts")
                .forEach(account -> users.put(
                        account.path("fullName").asString(""),
                        account.path("id").asString("")));
        return users;
    }

    private void headSignsTheAgreement() {
        stage.step(2, "The head of a division logs in by EDS and signs the agreement (R41-5, R41-7)");
        stage.run("registry", "agreement", "sign", "--key", "head").done("the signed agreement is kept");
        for (String key : List.of("other-head", "operative", "official", "warehouse-officer")) {
            stage.silently("registry", "agreement", "sign", "--key", key).done(key + " signed it too");
        }
    }

    private void headAsksFourServices() {
        stage.step(3, "Four services at once, about the taxpayer of an open inspection (R41-20, R41-22)");
        List<String> question = question("head", scenario.inspection("open"), scenario.company("t1"));
        scenario.services().path("four").forEach(code -> question.addAll(List.of("--service", code.asString(""))));
        Outcome outcome = stage.run(question)
                .answered("permitted, asked, answered and on record before it is shown")
                .where(answer -> levels(answer, "FULL") == 2, "two answers are whole");
        JsonNode pension = outcome.service("PENSION_CONTRIBUTIONS").path("content");
        stage.check(
                !pension.path("contributions").isEmpty() && !pension.toString().contains("mount"),
                "pension contributions come without amounts (R41-A2b)");
        JsonNode cases = outcome.service("PRETRIAL_REGISTER").path("content").path("cases");
        stage.check(
                !cases.isEmpty()
                        && cases.valueStream()
                                .allMatch(
                                        one -> one.path("chapter").asString("").equals("8") && !one.has("persons")),
                "of the pre-trial register come economic offences only, without persons (R41-A2c)");
        outcome.where(
                answer -> answer.path("receipt").path("userNumber").asLong(0) > 0,
                "the receipt bears the officer's own number " + outcome.text("/receipt/userNumber"));
    }

    private static long levels(JsonNode answer, String level) {
        return answer.path("services")
                .valueStream()
                .filter(service -> service.path("level").asString("").equals(level))
                .count();
    }

    private void basisDoesNotStandUp() {
        stage.step(4, "The same, with a basis that does not stand up: no source is asked");
        askOne("head", scenario.inspection("closed"), scenario.company("t1"))
                .refused("a closed inspection", "R41-20", "R41-22");
        askOne("head", scenario.inspection("open"), scenario.company("t2"))
                .refused("another taxpayer than the inspected one", "R41-20", "R41-22");
        askOne("head", scenario.inspection("invented"), scenario.company("t1"))
                .refused("an invented number", "R41-20", "R41-22");
    }

    private void serviceOutsideTheAnnex() {
        stage.step(5, "A service outside annex 2");
        List<String> question = question("head", scenario.inspection("open"), scenario.company("t1"));
        question.addAll(
                List.of("--service", scenario.services().path("outsideAnnex2").asString("")));
        stage.run(question).refused("a service that annex 2 does not list", "R41-2d");
    }

    private void operativeAsksUnderACase() {
        stage.step(6, "A police operative asks under a criminal case, with a listed article and without (R150-9)");
        String service = scenario.services().path("listedArticlesOnly").asString("");
        List<String> listed = question("operative", scenario.criminalCase("listedArticle"), scenario.company("t1"));
        listed.addAll(List.of("--profile", "COVERT_INVESTIGATION", "--service", service));
        stage.run(listed).answered("the register of pre-trial investigations confirms a listed article");
        List<String> other = question("operative", scenario.criminalCase("otherArticle"), scenario.company("t1"));
        other.addAll(List.of("--profile", "COVERT_INVESTIGATION", "--service", service));
        stage.run(other).refused("a case without a listed article", "R150-9");
    }

    private void keysThatDoNotLogIn() {
        stage.step(7, "Keys that do not log in, each with its reason");
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("revoked", "CERTIFICATE_REVOKED");
        reasons.put("expired", "CERTIFICATE_EXPIRED");
        reasons.put("foreign", "ISSUER_NOT_GENUINE");
        reasons.put("head-file", "KEY_STORAGE_NOT_PERMITTED");
        reasons.forEach(
                (key, reason) -> stage.run("query", "list", "--key", key).refused("key " + key, reason));
    }

    private void alteredAndReplayed() {
        stage.step(8, "A question altered after signing, and one sent twice (R41-2b, R41-21)");
        List<String> question = oneService("head", scenario.inspection("open"), scenario.company("t1"));
        stage.run(and(question, "--tamper")).refused("an altered question", "R41-2b");
        Path kept = folder().resolve("question.json");
        stage.silently(and(question, "--keep", kept.toString())).done("a question was answered and kept");
        stage.run("query", "ask", "--replay", kept.toString(), "--key", "head")
                .refused("the same question again", "question-used-before");
    }

    private void blockedWhileLoggedIn() {
        stage.step(9, "The operator blocks the head, who is logged in (R41-32a)");
        stage.run("query", "list", "--key", "head").done("the head is logged in");
        stage.run(
                        "registry",
                        "block",
                        "--of-key",
                        "head",
                        "--violation",
                        "R41-6",
                        "--evidence",
                        "demo-1",
                        "--key",
                        OPERATOR)
                .done("blocked, with the broken rule and the evidence");
        askOne("head", scenario.inspection("open"), scenario.company("t1"))
                .refused("the next question finds no standing", "R41-32a");
        List<String> carried = oneService("other-head", scenario.inspection("open"), scenario.company("t1"));
        stage.run(and(carried, "--signed-by", "head"))
                .refused("nor does one signed by the head and carried by another", "R41-32a");
        stage.run("registry", "unblock", "--of-key", "head", "--decision", "D-" + now(), "--key", OPERATOR)
                .done("unblocked by a new decision with number and date");
        stage.silently("registry", "agreement", "sign", "--key", "head");
    }

    private void partsAreKilled() {
        stage.step(10, "The log, the broker and Kafka are killed while questions go on (R41-25)");
        List<String> question = oneService("head", scenario.inspection("open"), scenario.company("t1"));
        OngoingQuestions questions = new OngoingQuestions(stage, question);
        try (questions) {
            for (String part : List.of("audit-log-service", "query-broker-service", "kafka")) {
                int before = questions.answered();
                stage.check(eventually(() -> questions.answered() > before), "questions are being answered");
                stage.check(killed(part), part + " is back, started again by the supervisor");
                int back = questions.answered();
                stage.check(
                        eventually(() -> questions.answered() > back),
                        "questions are answered again; " + questions.answered() + " so far");
            }
        }
        List<Promise> promises = questions.promises();
        stage.check(questions.nothingTwice(), "no question and no number was given twice");
        stage.check(onRecord(promises), "all " + promises.size() + " are on record");
        stage.check(
                eventually(() -> promises.stream().allMatch(this::inTheLog)),
                "each of their receipts is redeemed by the log with a proof");
    }

    private boolean killed(String part) {
        PartState running =
                platform.running().flatMap(state -> state.part(part)).orElseThrow();
        if (running.process() == null) {
            return false;
        }
        stage.say("$ kill -9 " + running.process().pid() + "    # " + part);
        running.process().signal(Signal.KILL);
        return eventually(() -> platform.running()
                .flatMap(state -> state.part(part))
                .filter(now -> now.restarts() > running.restarts() && now.condition() == Condition.READY)
                .isPresent());
    }

    /** Looks through the officer's own list of questions, page by page. */
    private boolean onRecord(List<Promise> promises) {
        Set<String> missing = new HashSet<>();
        promises.forEach(promise -> missing.add(promise.question()));
        List<String> verb = List.of("query", "list", "--limit", "100", "--key", "head");
        JsonNode page = stage.silently(verb).answer();
        while (true) {
            page.path("questions")
                    .forEach(question -> missing.remove(question.path("id").asString("")));
            String next = page.path("next").asString("");
            if (missing.isEmpty() || next.isEmpty()) {
                return missing.isEmpty();
            }
            page = stage.silently(and(verb, "--before", next)).answer();
        }
    }

    private boolean inTheLog(Promise promise) {
        return stage.silently("audit", "inclusion", promise.leafHash(), "--key", "head")
                        .exit()
                == 0;
    }

    private void ownerSubmitsAndOfficerReveals() {
        stage.step(11, "A warehouse owner hands over the access to the video, an officer sees it once (R283-4b)");
        String warehouse = warehouse();
        Outcome request = stage.run(
                        "video",
                        "request",
                        "--warehouse",
                        warehouse,
                        "--reason",
                        "Scheduled customs control",
                        "--key",
                        "warehouse-officer")
                .done("asked for; due in five working days (R283-4c)");
        stage.run(
                        "video",
                        "submit",
                        "--request",
                        request.text("/id"),
                        "--login",
                        "camera-7",
                        "--camera-password-file",
                        cameraPassword().toString(),
                        "--url",
                        "https://video.example/7",
                        "--no-program",
                        "--key",
                        "owner")
                .done("signed by the owner, stored encrypted");
        stage.run("video", "reveal", "--warehouse", warehouse, "--purpose", "Customs control", "--key", "head")
                .refused("an officer without the right", "forbidden");
        String showing = UUID.randomUUID().toString();
        stage.run(
                        "video",
                        "reveal",
                        "--warehouse",
                        warehouse,
                        "--purpose",
                        "Customs control",
                        "--id",
                        showing,
                        "--key",
                        "warehouse-officer")
                .done("shown once")
                .where(shown -> shown.path("login").asString("").equals("camera-7"), "the login is the owner's");
        stage.run(
                        "video",
                        "reveal",
                        "--warehouse",
                        warehouse,
                        "--purpose",
                        "Customs control",
                        "--id",
                        showing,
                        "--key",
                        "warehouse-officer")
                .refused("the same showing again", "reveal-used");
    }

    private String warehouse() {
        for (JsonNode known : stage.silently("video", "warehouse", "list", "--key", "warehouse-officer")
                .answer()) {
            if (known.path("ownerBody").asString("").equals(OWNERS_BODY)) {
                return known.path("id").asString("");
            }
        }
        SigningKey owner = SigningKey.open("owner", DemoPki.PASSWORD.toCharArray());
        return stage.run(
                        "video",
                        "warehouse",
                        "add",
                        "--owner",
                        OWNERS_BODY,
                        "--bin",
                        owner.bin(),
                        "--name",
                        "Warehouse 7 (demo)",
                        "--address",
                        "Almaty, Demo street 7",
                        "--key",
                        "warehouse-officer")
                .done("the warehouse is registered by the body that entered its owner")
                .text("/id");
    }

    /** A new one at each telling, as an owner would change it. */
    private Path cameraPassword() {
        return write("camera-password", "demo-" + now() + "\n");
    }

    private void prosecutorTrustsNobody() {
        stage.step(12, "A prosecutor, who trusts nobody, checks the log (R41-34b, R150-52)");
        Path store = folder().resolve("witness");
        Path key = folder().resolve("log.key");
        stage.run("audit", "key", "--out", key.toString(), "--key", "prosecutor")
                .done("the log's key is kept");
        stage.run("audit", "witness", "--store", store.toString(), "--log-key", key.toString(), "--key", "prosecutor")
                .done("a checkpoint is kept outside of the platform");

        List<String> request = request();
        stage.run(request).refused("a request without the resolution", "R41-34b", "R150-52");
        Path resolution = write("resolution.txt", "Resolution 17/2 (demo)\n");
        String id = stage.run(and(request, "--document", resolution.toString()))
                .done("a request with the resolution is taken")
                .text("/id");
        stage.run("audit", "release", id, "--key", OPERATOR).done("the operator releases it");

        Path export = folder().resolve("export.jsonl");
        stage.run(
                        "audit",
                        "export",
                        id,
                        "--out",
                        export.toString(),
                        "--witness-store",
                        store.toString(),
                        "--key",
                        "prosecutor")
                .done("handed over, which is an event itself");
        verify(export, store, key)
                .done("PROVED without the platform")
                .where(result -> result.path("verdict").asString("").equals("PROVED"), "nothing is wrong or open");

        Path changed = folder().resolve("changed.jsonl");
        changeOneByte(export, changed);
        verify(changed, store, key).refused("one byte changed", "REFUTED");

        Path rewritten = folder().resolve("rewritten.jsonl");
        rewrite(export, rewritten);
        stage.say(
                "An insider with all keys now tells the log anew: a refusal becomes a permission, all is signed again.");
        stage.run("audit", "verify", rewritten.toString(), "--log-key", key.toString())
                .refused("nothing kept, nothing proved: in itself the forgery fits", "NOT_PROVED");
        verify(rewritten, store, key).refused("the whole log rewritten and signed again", "REFUTED");
    }

    private List<String> request() {
        LocalDate today = LocalDate.now(ASTANA);
        String head = scenario.users()
                .valueStream()
                .filter(user -> user.path("key").asString("").equals("head"))
                .findFirst()
                .map(user -> user.path("name").asString(""))
                .orElseThrow();
        return List.of(
                "audit",
                "request",
                "--account",
                users().getOrDefault(head, ""),
                "--from",
                today.toString(),
                "--to",
                today.plusDays(1).toString(),
                "--number",
                "17/2",
                "--date",
                today.toString(),
                "--key",
                "prosecutor");
    }

    private Outcome verify(Path export, Path store, Path key) {
        return stage.run(
                "audit", "verify", export.toString(), "--witness-store", store.toString(), "--log-key", key.toString());
    }

    private void changeOneByte(Path genuine, Path changed) {
        try {
            byte[] bytes = Files.readAllBytes(genuine);
            bytes[bytes.length / 2] ^= 1;
            Files.write(changed, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rewrite(Path genuine, Path forged) {
        PlatformSecrets secrets = PlatformSecrets.open(layout.secrets());
        int postgres = platform.running().orElseThrow().port(PlatformPorts.POSTGRES);
        PlatformService audit = PlatformService.AUDIT;
        try {
            new RewrittenLog(
                            "jdbc:postgresql://127.0.0.1:" + postgres + "/" + audit.database(),
                            audit.ownerRole(),
                            secrets.password(audit.ownerRole()),
                            secrets.checkpointKey())
                    .write(genuine, forged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the log cannot be read", e);
        }
    }

    private Outcome askOne(String key, String basis, String subject) {
        return stage.run(oneService(key, basis, subject));
    }

    private static List<String> oneService(String key, String basis, String subject) {
        return and(question(key, basis, subject), "--service", ONE_SERVICE);
    }

    private static List<String> question(String key, String basis, String subject) {
        return new ArrayList<>(
                List.of("query", "ask", "--key", key, "--basis", basis, "--subject", subject, "--purpose", PURPOSE));
    }

    private static List<String> and(List<String> verb, String... more) {
        List<String> all = new ArrayList<>(verb);
        all.addAll(List.of(more));
        return all;
    }

    private static String now() {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ASTANA));
    }

    private Path folder() {
        Path folder = layout.demo();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean eventually(BooleanSupplier happened) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
