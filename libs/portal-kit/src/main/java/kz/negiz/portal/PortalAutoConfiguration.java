package kz.negiz.portal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.CallerAuthentication;
import kz.negiz.kit.problem.ProblemDocuments;
import kz.negiz.kit.problem.ProblemTexts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.LocaleResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Gives a service the portal's pages. */
@AutoConfiguration(
        afterName = "kz.negiz.kit.ServiceKitAutoConfiguration",
        beforeName = {
            "org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"
        })
@EnableConfigurationProperties(PortalProperties.class)
public class PortalAutoConfiguration {

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames("messages", "portal-messages");
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        source.setDefaultLocale(ProblemTexts.LANGUAGES.getFirst());
        return source;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new PageLanguage();
    }

    @Bean
    @ConditionalOnMissingBean
    CurrentUser currentUser() {
        return () -> SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                        && known.getPrincipal() instanceof Caller.User user
                ? Optional.of(user)
                : Optional.empty();
    }

    @Bean
    PortalPage portalPage(PortalProperties properties, CurrentUser user) {
        return new PortalPage(properties, user);
    }

    @Bean
    AssetCatalogue assetCatalogue() {
        return new AssetCatalogue();
    }

    @Bean
    @ConditionalOnProperty("negiz.portal.serve-assets")
    AssetEndpoint assetEndpoint(AssetCatalogue assets) {
        return new AssetEndpoint(assets);
    }

    @Bean
    @ConditionalOnProperty(name = "negiz.portal.page-headers", matchIfMissing = true)
    FilterRegistrationBean<PageHeaders> pageHeaders(PortalProperties properties) {
        FilterRegistrationBean<PageHeaders> registration =
                new FilterRegistrationBean<>(new PageHeaders(properties.ncalayerPort()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    PageTimes pageTimes(Clock clock, MessageSource texts) {
        return new PageTimes(clock, texts);
    }

    @Bean
    RuleReference ruleReference(MessageSource texts) {
        return new RuleReference(texts);
    }

    @Bean
    Forms forms(MessageSource texts) {
        return new Forms(texts);
    }

    @Bean
    ProblemPages problemPages(ProblemDocuments documents) {
        return new ProblemPages(documents);
    }

    @Bean
    PageVariables pageVariables(
            ObjectProvider<ThymeleafViewResolver> resolvers,
            PortalPage portal,
            AssetCatalogue assets,
            PageTimes times,
            RuleReference rules) {
        return new PageVariables(resolvers, portal, assets, times, rules);
    }
}
