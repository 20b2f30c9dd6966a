package kz.negiz.platform.supervisor;

import java.nio.file.Path;
import java.time.Clock;

/** A supervisor with two stand-ins in a JVM of its own, to be killed by a test. */
final class SupervisorProcess {

    private SupervisorProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        Supervisor supervisor = new Supervisor(folder.resolve("state.json"), System.err, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(supervisor::stopAll));
        supervisor.await(supervisor.keep(StandIn.sleeping("one", folder), 0));
        supervisor.await(supervisor.keep(StandIn.sleeping("two", folder), 1));
        supervisor.ready();
        supervisor.awaitStopRequest();
    }
}
