package clinic.audit;

import clinic.platform.CannotStart;
import clinic.platform.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The key by which this server signs checkpoints: made at its first start, kept among the secrets and never in the database.
 * The public half lies open in the data folder, as {@code audit/public-key}. Servers that do not share the secrets have keys
 * of their own, and a verifier takes them all.
 */
@Component
class CheckpointSigner {

    private final PrivateKey secret;
    private final NoteKey open;

    @Autowired
    CheckpointSigner(DataFolder data) {
        this(data.secretFile("audit-signing.key"), data.folder("audit").resolve("public-key"));
    }

    CheckpointSigner(Path file, Path publicHalf) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            List<String> halves = Files.readAllLines(file);
            this.secret = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves.get(0))));
            this.open = NoteKey.parse(halves.get(1));
            Files.writeString(publicHalf, open.words() + "\n");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            CannotStart failure = new CannotStart(
                    "The key in " + file + ", which signs the audit trail, cannot be read.",
                    "Put it back from a backup. Without one, delete the file: the clinic makes another key, and a verifier"
                            + " is then given the public halves of both.");
            failure.initCause(e);
            throw failure;
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path whole = Files.createTempFile(file.getParent(), "audit-signing", ".new");
        Files.writeString(
                whole,
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n"
                        + NoteKey.of(pair.getPublic()).words() + "\n");
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    NoteKey open() {
        return open;
    }

    /** The text with its signature below, as C2SP's signed notes have it. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] line = new byte[open.id().length + signed.length];
            System.arraycopy(open.id(), 0, line, 0, open.id().length);
            System.arraycopy(signed, 0, line, open.id().length, signed.length);
            return text + "\n" + NoteKey.DASH + open.name() + " "
                    + Base64.getEncoder().encodeToString(line) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
