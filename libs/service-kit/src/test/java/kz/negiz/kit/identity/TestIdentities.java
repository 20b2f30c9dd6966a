package kz.negiz.kit.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Identities of services with throw-away keys; they know each other. */
public final class TestIdentities {

    private TestIdentities() {}

    public static List<ServiceIdentity> of(Path folder, String... services) {
        try {
            List<JWK> trusted = new ArrayList<>();
            for (String service : services) {
                ECKey key =
                        new ECKeyGenerator(Curve.P_256).keyID(service + ":1").generate();
                Files.writeString(folder.resolve(service), key.toJSONString());
                trusted.add(key.toPublicJWK());
            }
            Path all = Files.writeString(folder.resolve("trusted"), new JWKSet(trusted).toString());
            List<ServiceIdentity> identities = new ArrayList<>();
            for (String service : services) {
                identities.add(ServiceIdentity.read(service, folder.resolve(service), all));
            }
            return identities;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
