package kz.negiz.cli.eds;

import java.security.cert.X509Certificate;
import java.util.Optional;
import kz.negiz.eds.KeyStorage;
import kz.negiz.eds.Signer;
import kz.negiz.eds.TimeStamp;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Certificates and their holders in words and as JSON. The person at the terminal owns the file, so numbers show. */
final class Description {

    private Description() {}

    static ObjectNode certificate(X509Certificate certificate) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subject", certificate.getSubjectX500Principal().toString());
        node.put("issuer", certificate.getIssuerX500Principal().toString());
        node.put("serialNumber", certificate.getSerialNumber().toString(16));
        node.put("notBefore", certificate.getNotBefore().toInstant().toString());
        node.put("notAfter", certificate.getNotAfter().toInstant().toString());
        node.put("key", certificate.getPublicKey().getAlgorithm());
        node.put("signatureAlgorithm", certificate.getSigAlgName());
        node.put("storage", KeyStorage.of(certificate).name());
        Optional<Signer> holder = Signer.namedBy(certificate);
        if (holder.isPresent()) {
            node.set("holder", signer(holder.get()));
        }
        return node;
    }

    static ObjectNode timeStamp(TimeStamp stamp) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("time", stamp.time().toString());
        stamp.accuracy().ifPresent(accuracy -> node.put("accuracy", accuracy.toString()));
        node.put("policy", stamp.policy());
        node.put("serialNumber", stamp.serial().toString(16));
        node.put("authority", stamp.authority().getSubjectX500Principal().toString());
        return node;
    }

    static ObjectNode signer(Signer signer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", signer.kind().name());
        node.put("iin", signer.iin());
        node.put("bin", signer.bin());
        node.put("systemOid", signer.systemOid());
        node.put("commonName", signer.commonName());
        node.put("storage", signer.storage().name());
        var roles = node.putArray("roles");
        signer.roleOids().forEach(roles::add);
        return node;
    }
}
