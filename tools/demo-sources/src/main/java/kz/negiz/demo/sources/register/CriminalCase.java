package kz.negiz.demo.sources.register;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the register of pre-trial investigations.
 *
 * @param bodyId the body that conducts the criminal process
 * @param inCharge IINs of the officers in charge of the case or assigned to it
 * @param parties those whom the case is about; the register keeps them to itself
 */
public record CriminalCase(
        String number,
        boolean closed,
        String bodyId,
        List<String> inCharge,
        List<Article> articles,
        LocalDate registeredOn,
        List<Inspection.Inspected> parties) {

    /**
     * An article of the Criminal Code.
     *
     * @param part nothing for an article without parts
     */
    public record Article(String article, @Nullable String part) {}
}
