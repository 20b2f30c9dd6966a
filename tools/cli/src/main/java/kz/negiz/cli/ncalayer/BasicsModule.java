package kz.negiz.cli.ncalayer;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.Signer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Module {@code kz.gov.pki.knca.basics}: the method {@code sign} for CMS. */
final class BasicsModule {

    static final String NAME = "kz.gov.pki.knca.basics";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Dialog dialog;

    BasicsModule(Dialog dialog) {
        this.dialog = dialog;
    }

    /** The answer, or nothing where the program is closed before it gives one. */
    Optional<String> answer(JsonNode request) throws InterruptedException {
        if (request.has("apiVersion") && request.get("apiVersion").asInt(2) != 2) {
            return Optional.of(general("java.lang.IllegalArgumentException: apiVersion is not supported.")
                    .toString());
        }
        String method = request.path("method").asString("");
        if (!method.equals("sign")) {
            return Optional.of(general("java.lang.IllegalArgumentException: " + method + " is not defined in " + NAME)
                    .toString());
        }
        try {
            return sign(request.path("args"));
        } catch (Failure failure) {
            return Optional.of(invocation(failure.details()).toString());
        }
    }

    /** The answer to a request that the program itself could not cope with. */
    static String failed(RuntimeException e) {
        return general(e.toString()).toString();
    }

    private Optional<String> sign(JsonNode args) throws Failure, InterruptedException {
        if (!args.isObject()) {
            throw Failure.notFound("args");
        }
        String format = text(args, "format");
        if (!format.equals("cms")) {
            throw new Failure("java.lang.UnsupportedOperationException: this stand-in signs CMS only.");
        }
        JsonNode parameters = object(args, "signingParams");
        JsonNode wanted = object(args, "signerParams");
        if (!wanted.path("extKeyUsageOids").isArray()) {
            throw Failure.notOfType("extKeyUsageOids", "JSONArray");
        }
        boolean attached = flag(parameters, "encapsulate", true);
        if (flag(parameters, "digested", false)) {
            throw new Failure("java.lang.UnsupportedOperationException: this stand-in signs no digests.");
        }
        if (parameters.path("tsaProfile").isObject()) {
            throw new Failure("java.lang.UnsupportedOperationException: this stand-in has no time stamps.");
        }
        List<byte[]> documents = documents(args, flag(parameters, "decode", false));

        Optional<Mishap> mishap = dialog.await();
        if (mishap.filter(Mishap.CLOSE::equals).isPresent()) {
            return Optional.empty();
        }
        if (mishap.filter(Mishap.GARBAGE::equals).isPresent()) {
            return Optional.of("<html>502 Bad Gateway</html>");
        }
        if (mishap.filter(Mishap.ERROR::equals).isPresent()) {
            throw new Failure("java.lang.RuntimeException: the key could not be used.");
        }
        CmsSigner key = dialog.key();
        // Without a token the window has no key to choose.
        boolean cancelled = mishap.filter(EnumSet.of(Mishap.CANCEL, Mishap.NO_TOKEN)::contains)
                .isPresent();
        if (cancelled || !isSelectable(key, args, wanted)) {
            return Optional.of(success(JSON.objectNode()));
        }
        List<String> signatures = new ArrayList<>();
        for (byte[] document : documents) {
            byte[] cms = Signing.cms(key, document, attached, mishap);
            signatures.add(
                    switch (mishap.orElse(Mishap.CANCEL)) {
                        case BARE_BASE64 -> Base64.getEncoder().encodeToString(cms);
                        case CRLF -> Signing.pem(cms, "\r\n");
                        default -> Signing.pem(cms, "\n");
                    });
        }
        boolean several = args.get("data").isArray()
                || mishap.filter(Mishap.ARRAY::equals).isPresent();
        ObjectNode body = JSON.objectNode();
        if (flag(parameters, "outputCert", false)) {
            ObjectNode result = body.putObject("result");
            ArrayNode list = result.putArray("signatures");
            signatures.forEach(list::add);
            result.put("certificate", Signing.certificatePem(encoded(key.certificate())));
        } else if (several) {
            ArrayNode list = body.putArray("result");
            signatures.forEach(list::add);
        } else {
            body.put("result", signatures.getFirst());
        }
        return Optional.of(success(body));
    }

    private static List<byte[]> documents(JsonNode args, boolean decode) throws Failure {
        JsonNode data = args.path("data");
        List<JsonNode> texts = new ArrayList<>();
        if (data.isArray()) {
            data.forEach(texts::add);
        } else {
            texts.add(data);
        }
        List<byte[]> documents = new ArrayList<>();
        for (JsonNode text : texts) {
            if (!text.isString()) {
                throw data.isMissingNode() ? Failure.notFound("data") : Failure.notOfType("data", "string");
            }
            try {
                documents.add(
                        decode
                                ? Base64.getMimeDecoder().decode(text.asString())
                                : text.asString().getBytes(StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new Failure("java.lang.IllegalArgumentException: data is not base64.");
            }
        }
        if (documents.isEmpty()) {
            throw Failure.notFound("data");
        }
        return documents;
    }

    /** A key that may not be chosen is shown greyed out; the person can only cancel. */
    private static boolean isSelectable(CmsSigner key, JsonNode args, JsonNode wanted) throws Failure {
        Signer holder = key.describe();
        List<String> usages = usages(key.certificate());
        for (JsonNode oid : wanted.get("extKeyUsageOids")) {
            if (!usages.contains(oid.asString(""))) {
                return false;
            }
        }
        String serial = key.certificate().getSerialNumber().toString(16);
        return matches(wanted, "iin", holder.iin())
                && matches(wanted, "bin", holder.bin())
                && matches(wanted, "serialNumber", serial)
                && isStoredRight(args.path("allowedStorages"), holder)
                && isIssuedBy(key.certificate(), wanted.path("chain"));
    }

    private static boolean matches(JsonNode wanted, String member, String actual) {
        String value = wanted.path(member).asString("");
        return value.isEmpty() || value.equalsIgnoreCase(actual);
    }

    private static boolean isStoredRight(JsonNode allowed, Signer holder) {
        if (!allowed.isArray()) {
            return true;
        }
        String storage = Storages.name(holder.storage());
        for (JsonNode each : allowed) {
            if (storage.equals(each.asString(""))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Without a chain the original offers keys of the national authority only, and none of ours is one; an empty chain
     * lets any certificate pass.
     */
    private static boolean isIssuedBy(X509Certificate certificate, JsonNode chain) {
        if (!chain.isArray()) {
            return false;
        }
        for (JsonNode each : chain) {
            if (isIssuedBy(certificate, each.asString(""))) {
                return true;
            }
        }
        return chain.isEmpty();
    }

    private static boolean isIssuedBy(X509Certificate certificate, String authorityPem) {
        try {
            X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(authorityPem.getBytes(StandardCharsets.US_ASCII)));
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<String> usages(X509Certificate certificate) throws Failure {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null ? List.of() : usages;
        } catch (GeneralSecurityException e) {
            throw new Failure(e.toString());
        }
    }

    private static byte[] encoded(X509Certificate certificate) throws Failure {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new Failure(e.toString());
        }
    }

    private static String text(JsonNode args, String member) throws Failure {
        JsonNode value = args.path(member);
        if (value.isMissingNode()) {
            throw Failure.notFound(member);
        }
        if (!value.isString()) {
            throw Failure.notOfType(member, "string");
        }
        return value.asString();
    }

    private static JsonNode object(JsonNode args, String member) throws Failure {
        JsonNode value = args.path(member);
        if (!value.isObject()) {
            throw Failure.notOfType(member, "JSONObject");
        }
        return value;
    }

    /** Pages send booleans, and the authority's own sample sends them as strings. */
    private static boolean flag(JsonNode parameters, String member, boolean otherwise) throws Failure {
        JsonNode value = parameters.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return switch (value.asString("")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Failure.notOfType(member, "Boolean");
        };
    }

    private static String success(ObjectNode body) {
        ObjectNode answer = JSON.objectNode();
        answer.set("body", body);
        answer.put("status", true);
        return answer.toString();
    }

    private static ObjectNode invocation(String details) {
        return error("INVOCATION_ERROR", "An invoked method threw an exception.", details);
    }

    private static ObjectNode general(String details) {
        return error("GENERAL_ERROR", "General error.", details);
    }

    private static ObjectNode error(String code, String message, String details) {
        return JSON.objectNode()
                .put("status", false)
                .put("code", code)
                .put("message", message)
                .put("details", details);
    }
}
