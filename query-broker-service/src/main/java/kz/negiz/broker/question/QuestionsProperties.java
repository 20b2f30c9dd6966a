package kz.negiz.broker.question;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much may be in progress at once.
 *
 * @param parts parts of questions, each one service about one subject, of all accounts together
 * @param perAccount questions of one account
 */
@Validated
@ConfigurationProperties("negiz.questions.in-progress")
public record QuestionsProperties(
        @Min(1) @Max(100_000) @DefaultValue("1000") int parts,
        @Min(1) @Max(1_000) @DefaultValue("16") int perAccount) {}
