package kz.negiz.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import kz.negiz.cli.Negiz;
import kz.negiz.log.Appender;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;
import kz.negiz.log.export.ExportLine;
import kz.negiz.log.export.ExportScope;
import kz.negiz.log.export.ExportWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("negiz audit verify")
class AuditVerifyTest {

    private static final SignerKey KEY = SignerKey.generate("negiz.kz/audit", Purpose.NOTE);

    @TempDir
    private Path folder = Path.of(".");

    private final StringWriter out = new StringWriter();
    private byte[] export = new byte[0];
    private Note checkpoint = Note.parse("text\n\n— nobody x08go/ZJkuBS9UG/\n");

    @BeforeEach
    void export() throws IOException {
        byte[] first = "{\"log\":\"negiz.kz/audit/2026\",\"type\":\"kz.negiz.log\",\"version\":1}"
                .getBytes(StandardCharsets.UTF_8);
        Appender appender = Appender.at(0, ids -> Map.of());
        appender.append(MerkleHash.leaf(first));
        checkpoint = KEY.sign(new Checkpoint("negiz.kz/audit/2026", 1, appender.root()).text());
        UUID account = new UUID(1, 2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ExportWriter writer = new ExportWriter(bytes);
        writer.write(new ExportLine.Head(
                ExportLine.VERSION,
                Instant.parse("2026-11-22T00:00:00Z"),
                UUID.randomUUID(),
                "RESOLUTION",
                "17",
                LocalDate.of(2026, 11, 20),
                "x",
                account,
                account,
                new ExportScope.Accounts(new TreeSet<>(List.of(account))),
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2026-12-01T00:00:00Z"),
                List.of("query-broker-service")));
        writer.write(new ExportLine.Log(2026, checkpoint, first, List.of(), new TreeMap<>()));
        writer.write(new ExportLine.User(account, "query-broker-service", 0, 0));
        writer.close(KEY);
        export = bytes.toByteArray();
        Files.write(folder.resolve("export"), export);
        Files.writeString(folder.resolve("key"), KEY.verifier() + "\n");
        Files.writeString(folder.resolve("kept"), checkpoint.toString());
    }

    @Test
    @DisplayName("ends 0 when key and kept checkpoint from outside prove it")
    void proved() {
        assertThat(run("--log-key", "key", "--since", "kept")).isZero();
        assertThat(out.toString()).contains("PROVED");
    }

    @Test
    @DisplayName("takes key and checkpoints of a witness store")
    void store() {
        WitnessStore store = new WitnessStore(folder.resolve("store"));
        store.keepKey(KEY.verifier());
        store.keep(WitnessStore.Kept.of(checkpoint));

        assertThat(run("--witness-store", "store", "--json")).isZero();
        assertThat(out.toString()).contains("\"verdict\":\"PROVED\"");
    }

    @Test
    @DisplayName("says not proved and ends 1 without key, or without kept checkpoint")
    void notProved() {
        assertThat(run("--log-key", "key")).isEqualTo(1);
        assertThat(out.toString()).contains("NOT PROVED").contains("NO_KEPT_CHECKPOINT");
        assertThat(run("--since", "kept")).isEqualTo(1);
        assertThat(out.toString()).contains("NO_LOG_KEY");
    }

    @Test
    @DisplayName("says what is wrong and ends 1 when a byte is changed")
    void changed() throws IOException {
        export[export.length / 2] ^= 1;
        Files.write(folder.resolve("export"), export);

        assertThat(run("--log-key", "key", "--since", "kept")).isEqualTo(1);
        assertThat(out.toString()).contains("REFUTED").contains("WRONG");
    }

    @Test
    @DisplayName("ends 2 when a file is not what it should be")
    void wrongFiles() {
        assertThat(run("--log-key", "kept", "--since", "kept")).isEqualTo(2);
        assertThat(run("--log-key", "key", "--since", "key")).isEqualTo(2);
        assertThat(run("--log-key", "missing")).isEqualTo(2);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "audit";
        all[1] = "verify";
        all[2] = folder.resolve("export").toString();
        for (int i = 0; i < arguments.length; i++) {
            all[i + 3] = arguments[i].startsWith("--")
                    ? arguments[i]
                    : folder.resolve(arguments[i]).toString();
        }
        CommandLine line = Negiz.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        return line.execute(all);
    }
}
