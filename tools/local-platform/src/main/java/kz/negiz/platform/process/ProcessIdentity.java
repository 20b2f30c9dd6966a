package kz.negiz.platform.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process by its number <em>and</em> when it started, because numbers are used again.
 *
 * @param startTick clock ticks between boot and the start of the process (field 22 of {@code /proc/PID/stat})
 * @param boot the kernel's id of this boot: after a restart of the machine even the same tick is another process
 */
public record ProcessIdentity(long pid, long startTick, String boot) {

    public static ProcessIdentity of(ProcessHandle handle) {
        return new ProcessIdentity(handle.pid(), startTickOf(handle.pid()).orElse(-1L), thisBoot());
    }

    public static ProcessIdentity ofThisProcess() {
        return of(ProcessHandle.current());
    }

    public boolean isAlive() {
        return boot.equals(thisBoot())
                && startTickOf(pid).filter(tick -> tick == startTick).isPresent();
    }

    /** Sends the signal if, and only if, this very process still runs; tells whether it did. */
    public boolean signal(Signal signal) {
        if (!isAlive()) {
            return false;
        }
        return HostTools.succeeds("kill", "-" + signal.name(), Long.toString(pid));
    }

    private static String thisBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<Long> startTickOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field is the program's name in brackets and may itself hold spaces and brackets.
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean zombie = afterName[0].equals("Z") || afterName[0].equals("X");
            return zombie ? Optional.empty() : Optional.of(Long.parseLong(afterName[19]));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
