package clinic.identity.accounts;

import clinic.platform.DataFolder;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key that signs access tokens (ECDSA on P-256). Never in the database: given as a JWK by {@code clinic.token-key}, or
 * made at the first start and kept in {@code secrets/token-key.jwk} of the data folder, readable by its owner only.
 * Removing the file and starting again replaces it; the tokens of the old one end with their ten minutes.
 */
@Component
class SigningKey {

    private final ECKey key;

    SigningKey(@Value("${clinic.token-key:}") String given, DataFolder data) {
        try {
            ECKey read = ECKey.parse(given.isBlank() ? kept(data.secretFile("token-key.jwk")) : given);
            if (!read.isPrivate() || !Curve.P_256.equals(read.getCurve())) {
                throw new IllegalStateException("The token key must be a private JWK on the curve P-256");
            }
            this.key = new ECKey.Builder(read).keyIDFromThumbprint().build();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("The token key is not a JWK on the curve P-256");
        } catch (IOException e) {
            throw new IllegalStateException("The token key cannot be kept in " + data.path(), e);
        }
    }

    ECKey key() {
        return key;
    }

    /** Reads the key, making it first when there is none; the lock makes a second server wait for the first one's. */
    private static String kept(Path path) throws IOException, JOSEException {
        try (FileChannel file = FileChannel.open(
                        path,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                var lock = file.lock()) {
            if (file.size() == 0) {
                String made = new ECKeyGenerator(Curve.P_256).generate().toJSONString();
                file.write(ByteBuffer.wrap(made.getBytes(StandardCharsets.UTF_8)));
                file.force(true);
                return made;
            }
            return new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
