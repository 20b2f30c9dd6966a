package kz.negiz.cli.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.DataFolder;
import kz.negiz.cli.Negiz;
import kz.negiz.demo.pki.DemoKey;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.local.LocalLayout;

/** The demo PKI of this machine, and one key of it. */
record DemoAuthority(DemoPki pki, DemoKey key) {

    static DemoAuthority of(String name) {
        Path folder = new LocalLayout(DataFolder.workingCopy(), DataFolder.path()).pki();
        if (!Files.exists(folder.resolve("manifest.json"))) {
            throw new CommandFailed(Negiz.REFUSED, "There is no demo PKI yet; ./negiz up makes one.");
        }
        DemoPki pki = DemoPki.openOrCreate(folder, Clock.systemUTC());
        try {
            return new DemoAuthority(pki, pki.key(name));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(
                    Negiz.USAGE,
                    e.getMessage() + "; there are "
                            + String.join(
                                    ", ", pki.keys().stream().map(DemoKey::name).toList()));
        }
    }
}
