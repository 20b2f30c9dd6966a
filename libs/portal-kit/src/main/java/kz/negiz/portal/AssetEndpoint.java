package kz.negiz.portal;

import java.time.Duration;
import kz.negiz.kit.identity.ServesAnyone;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Serves the pages' files. */
@RestController
final class AssetEndpoint {

    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final AssetCatalogue assets;

    AssetEndpoint(AssetCatalogue assets) {
        this.assets = assets;
    }

    @ServesAnyone
    @GetMapping(AssetCatalogue.PATH + "{hash}/{name}")
    ResponseEntity<byte[]> asset(
            @PathVariable String hash,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String encodings) {
        AssetCatalogue.Asset asset =
                assets.find(hash, name).orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(FOR_GOOD)
                .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (encodings != null && encodings.contains("gzip")) {
            return answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.compressed());
        }
        return answer.body(asset.content());
    }
}
