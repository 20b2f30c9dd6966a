package kz.negiz.broker.page;

import java.util.ArrayList;
import java.util.List;
import kz.negiz.broker.encumbrance.Encumbrances;
import kz.negiz.broker.source.SourceHealth;
import kz.negiz.broker.source.SourceState;
import kz.negiz.broker.source.SourcesView;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.portal.PortalPage;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page of the sources: which connector, how it is, and how its answers were in the last hour. */
@Controller
class SourcePages {

    private final SourcesView view;
    private final Encumbrances encumbrances;
    private final PortalPage portal;

    SourcePages(SourcesView view, Encumbrances encumbrances, PortalPage portal) {
        this.view = view;
        this.encumbrances = encumbrances;
        this.portal = portal;
    }

    @GetMapping("/questions/sources")
    @ServesUsers(AccessRole.OPERATOR)
    ModelAndView sources() {
        SourcesView.Overview overview = view.now(portal.language());
        return new ModelAndView("questions/sources")
                .addObject("unknown", encumbrances.unknown())
                .addObject(
                        "connectors",
                        overview.connectors().stream()
                                .map(each -> new ConnectorRow(each, kind(each.state())))
                                .toList())
                .addObject("own", overview.own())
                .addObject(
                        "services",
                        overview.services().stream().map(ServiceRow::of).toList());
    }

    /** The sign of a state. */
    private static String kind(SourceState state) {
        return switch (state) {
            case OPEN_TO_QUESTIONS -> "good";
            case LEFT_ALONE -> "bad";
            case TRIED_AGAIN -> "attention";
        };
    }

    /** A connector, and the sign of its state. */
    record ConnectorRow(SourcesView.OfConnector connector, String kind) {}

    /** A service with its chart. */
    record ServiceRow(SourcesView.OfService service, String kind, List<Bar> bars) {

        public boolean register() {
            return service.service().startsWith("registers/");
        }

        /** Fit for an identifier of the page and for a name of a text. */
        public String id() {
            return service.service().replace('/', '.');
        }

        static ServiceRow of(SourcesView.OfService service) {
            long most = service.periods().stream()
                    .map(SourceHealth.Period::counts)
                    .mapToLong(SourceHealth.Counts::asked)
                    .max()
                    .orElse(0);
            List<Bar> bars = new ArrayList<>();
            for (SourceHealth.Period period : service.periods()) {
                bars.add(Bar.of(bars.size(), period.counts(), most));
            }
            return new ServiceRow(service, SourcePages.kind(service.state()), bars);
        }
    }

    /** Five minutes in the chart: all questions, and on their foot the failed ones. */
    record Bar(int x, int width, int top, int height, int failedTop, int failedHeight) {

        static final int CHART_HEIGHT = 60;
        private static final int STEP = 20;
        private static final int WIDTH = 16;

        static Bar of(int place, SourceHealth.Counts counts, long most) {
            int height = share(counts.asked(), most);
            int failed = share(counts.failures(), most);
            return new Bar(place * STEP, WIDTH, CHART_HEIGHT - height, height, CHART_HEIGHT - failed, failed);
        }

        /** What is not nothing is seen. */
        private static int share(long count, long most) {
            return count == 0 ? 0 : (int) Math.max(2, Math.round((double) CHART_HEIGHT * count / most));
        }
    }
}
