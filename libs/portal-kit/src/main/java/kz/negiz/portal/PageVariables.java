package kz.negiz.portal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Lets every template see the kit's words: {@code portal}, {@code assets}, {@code astana}, {@code numbers}, {@code rules}. */
final class PageVariables implements SmartInitializingSingleton {

    private final ObjectProvider<ThymeleafViewResolver> resolvers;
    private final PortalPage portal;
    private final AssetCatalogue assets;
    private final PageTimes times;
    private final RuleReference rules;

    PageVariables(
            ObjectProvider<ThymeleafViewResolver> resolvers,
            PortalPage portal,
            AssetCatalogue assets,
            PageTimes times,
            RuleReference rules) {
        this.resolvers = resolvers;
        this.portal = portal;
        this.assets = assets;
        this.times = times;
        this.rules = rules;
    }

    @Override
    public void afterSingletonsInstantiated() {
        resolvers.forEach(resolver -> {
            resolver.addStaticVariable("portal", portal);
            resolver.addStaticVariable("assets", assets);
            resolver.addStaticVariable("astana", times);
            resolver.addStaticVariable("numbers", new Numbers());
            resolver.addStaticVariable("rules", rules);
        });
    }
}
