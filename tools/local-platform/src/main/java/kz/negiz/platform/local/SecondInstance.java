package kz.negiz.platform.local;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Signal;
import kz.negiz.platform.secrets.PlatformSecrets;
import kz.negiz.platform.supervisor.PlatformState;

/** Another instance of a service of a running platform, on the same database, for what the platform's own is not set up for. */
public final class SecondInstance {

    private SecondInstance() {}

    /**
     * Starts it; it is ready when its readiness endpoint says so.
     *
     * @param running the platform beside which it runs
     * @param changed properties that differ from those of the platform's own
     */
    public static ChildProcess start(
            PlatformService service, LocalLayout layout, PlatformState running, int port, Map<String, String> changed) {
        Map<String, Integer> given = new LinkedHashMap<>();
        for (PlatformService each : PlatformService.values()) {
            given.put(each.shortName(), running.port(each.serviceName()));
        }
        given.put(PlatformPorts.POSTGRES, running.port(PlatformPorts.POSTGRES));
        given.put(PlatformPorts.KAFKA, running.port(PlatformPorts.KAFKA));
        given.put(PlatformPorts.PKI, running.port(PlatformPorts.PKI));
        given.put(PlatformPorts.SOURCES, running.port(LocalPlatform.SOURCES_APP));
        ServiceConfiguration configuration = new ServiceConfiguration(
                PlatformPorts.of(layout.settings(), Optional.empty(), given),
                PlatformSecrets.open(layout.secrets()),
                ServiceConfiguration.Trust.of(DemoPki.openOrCreate(layout.pki(), Clock.systemUTC())));
        Map<String, String> properties = new LinkedHashMap<>(configuration.properties(service));
        properties.put("server.port", Integer.toString(port));
        properties.putAll(changed);
        String name = service.serviceName();
        ServiceApp app =
                ServiceApp.unpack(name, layout.workingCopy().resolve(name), layout.apps(), layout.log("unpack"));
        return ChildProcess.start(ChildProcess.Command.of(
                "second-" + name,
                Signal.KILL,
                JavaCommand.run(Startup.NORMAL, LocalSettings.serviceJvmOptions(layout.settings()), app),
                JavaCommand.environment(ServiceConfiguration.asEnvironment(properties)),
                app.folder(),
                layout.log("second-" + name)));
    }
}
