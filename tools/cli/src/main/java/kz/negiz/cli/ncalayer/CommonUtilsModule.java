package kz.negiz.cli.ncalayer;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.KeyStorage;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Module {@code kz.gov.pki.knca.commonUtils}: older, with positional arguments and bare base64. */
final class CommonUtilsModule {

    static final String NAME = "kz.gov.pki.knca.commonUtils";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int NON_REPUDIATION = 1;

    private final Dialog dialog;

    CommonUtilsModule(Dialog dialog) {
        this.dialog = dialog;
    }

    /** The answer, or nothing where the program is closed before it gives one. */
    Optional<String> answer(JsonNode request) throws InterruptedException {
        String method = request.path("method").asString("");
        JsonNode args = request.path("args");
        try {
            return switch (method) {
                case "getActiveTokens" -> Optional.of(success(activeTokens()));
                case "getKeyInfo" -> {
                    requireTypes(method, args, "string");
                    yield keyInfo();
                }
                case "createCAdESFromBase64", "createCMSSignatureFromBase64" -> {
                    requireTypes(method, args, "string", "string", "string", "boolean");
                    yield sign(args);
                }
                case "changeLocale" -> {
                    requireTypes(method, args, "string");
                    yield Optional.of(JSON.objectNode().put("code", "200").toString());
                }
                default ->
                    throw new Failure("java.lang.NoSuchMethodException: " + method + " is not defined in " + NAME);
            };
        } catch (Failure failure) {
            return Optional.of(failed(failure.details()));
        }
    }

    private ArrayNode activeTokens() {
        ArrayNode tokens = JSON.arrayNode();
        if (dialog.take(Mishap.NO_TOKEN)) {
            return tokens;
        }
        if (dialog.take(Mishap.TWO_TOKENS)) {
            return tokens.add(Storages.name(KeyStorage.KAZTOKEN)).add(Storages.name(KeyStorage.ID_CARD));
        }
        KeyStorage storage = dialog.key().describe().storage();
        if (storage != KeyStorage.PKCS12 && storage != KeyStorage.JKS && storage != KeyStorage.UNKNOWN) {
            tokens.add(Storages.name(storage));
        }
        return tokens;
    }

    private Optional<String> keyInfo() throws Failure, InterruptedException {
        Optional<Mishap> mishap = dialog.await();
        Optional<Optional<String>> early = early(mishap);
        if (early.isPresent()) {
            return early.get();
        }
        X509Certificate certificate = dialog.key().certificate();
        try {
            String keyId = HexFormat.of()
                    .formatHex(SubjectKeyIdentifier.getInstance(extension(certificate, "2.5.29.14"))
                            .getKeyIdentifier());
            String authorityKeyId = HexFormat.of()
                    .formatHex(AuthorityKeyIdentifier.getInstance(extension(certificate, "2.5.29.35"))
                            .getKeyIdentifierOctets());
            ObjectNode info = JSON.objectNode()
                    .put("alias", keyId)
                    .put("keyId", keyId)
                    .put("algorithm", algorithm(certificate))
                    .put(
                            "subjectCn",
                            commonName(certificate.getSubjectX500Principal().getName()))
                    .put("subjectDn", certificate.getSubjectX500Principal().toString())
                    .put(
                            "issuerCn",
                            commonName(certificate.getIssuerX500Principal().getName()))
                    .put("issuerDn", certificate.getIssuerX500Principal().toString())
                    .put("serialNumber", certificate.getSerialNumber().toString(16))
                    .put(
                            "certNotBefore",
                            String.valueOf(
                                    certificate.getNotBefore().toInstant().toEpochMilli()))
                    .put(
                            "certNotAfter",
                            String.valueOf(certificate.getNotAfter().toInstant().toEpochMilli()))
                    .put("authorityKeyIdentifier", authorityKeyId)
                    .put("pem", Signing.certificatePem(certificate.getEncoded()));
            return Optional.of(success(info));
        } catch (GeneralSecurityException | InvalidNameException e) {
            throw new Failure(e.toString());
        }
    }

    /** The client's names of keys, of which GOST tells no length. */
    private static String algorithm(X509Certificate certificate) {
        String name = certificate.getPublicKey().getAlgorithm();
        return name.startsWith("ECGOST3410-2015") ? "ECGOST3410-2015" : name;
    }

    private Optional<String> sign(JsonNode args) throws Failure, InterruptedException {
        byte[] content;
        try {
            content = Base64.getMimeDecoder().decode(args.get(2).asString());
        } catch (IllegalArgumentException e) {
            throw new Failure("java.lang.IllegalArgumentException: data is not base64");
        }
        Optional<Mishap> mishap = dialog.await();
        Optional<Optional<String>> early = early(mishap);
        if (early.isPresent()) {
            return early.get();
        }
        CmsSigner key = dialog.key();
        if (!isOfType(key.certificate(), args.get(1).asString())) {
            return Optional.of(failed("action.canceled"));
        }
        byte[] cms = Signing.cms(key, content, args.get(3).asBoolean(), mishap);
        return Optional.of(success(JSON.stringNode(Base64.getEncoder().encodeToString(cms))));
    }

    /** An answer that comes before any signature. */
    private static Optional<Optional<String>> early(Optional<Mishap> mishap) throws Failure {
        if (mishap.isEmpty()) {
            return Optional.empty();
        }
        return switch (mishap.get()) {
            case CANCEL -> Optional.of(Optional.of(failed("action.canceled")));
            case ERROR ->
                Optional.of(Optional.of(JSON.objectNode().put("code", "500").toString()));
            case CLOSE -> Optional.of(Optional.empty());
            case GARBAGE -> Optional.of(Optional.of("<html>502 Bad Gateway</html>"));
            case ARRAY, CRLF, BARE_BASE64, OTHER_CONTENT, CORRUPT, NO_BASICS, NO_MODULES, NO_TOKEN, TWO_TOKENS ->
                Optional.empty();
        };
    }

    private static boolean isOfType(X509Certificate certificate, String keyType) {
        boolean[] usage = certificate.getKeyUsage();
        boolean signs = usage != null && usage[NON_REPUDIATION];
        return switch (keyType) {
            case "SIGNATURE" -> signs;
            case "AUTHENTICATION" -> !signs;
            default -> true;
        };
    }

    private static void requireTypes(String method, JsonNode args, String... types) throws Failure {
        boolean fits = args.isArray() && args.size() == types.length;
        for (int i = 0; fits && i < types.length; i++) {
            fits = types[i].equals("boolean")
                    ? args.get(i).isBoolean()
                    : args.get(i).isString();
        }
        if (!fits) {
            throw new Failure("java.lang.IllegalArgumentException: argument type mismatch. Method: " + method);
        }
    }

    private static byte[] extension(X509Certificate certificate, String oid) {
        return ASN1OctetString.getInstance(certificate.getExtensionValue(oid)).getOctets();
    }

    private static String commonName(String name) throws InvalidNameException {
        for (Rdn rdn : new LdapName(name).getRdns()) {
            if (rdn.getType().equalsIgnoreCase("CN")) {
                return String.valueOf(rdn.getValue());
            }
        }
        return "";
    }

    private static String success(JsonNode response) {
        ObjectNode answer = JSON.objectNode();
        answer.set("responseObject", response);
        answer.put("code", "200");
        return answer.toString();
    }

    private static String failed(String message) {
        return JSON.objectNode().put("code", "500").put("message", message).toString();
    }
}
