package clinic.identity.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.Deserializer;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * What a session may hold: texts and the token against forgery. Whoever writes to the database can write anything into a
 * session; nothing else is brought to life from it (OWASP ASVS 5.0, 1.5.2).
 */
final class SessionValues {

    private static final ObjectInputFilter ALLOWED = ObjectInputFilter.Config.createFilter(
            "maxdepth=3;maxbytes=65536;" + DefaultCsrfToken.class.getName() + ";java.lang.String;!*");

    private SessionValues() {}

    static ConversionService conversion() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        Deserializer<Object> filtered = SessionValues::read;
        conversion.addConverter(byte[].class, Object.class, new DeserializingConverter(filtered));
        return conversion;
    }

    private static Object read(InputStream bytes) throws IOException {
        try (var objects = new ObjectInputStream(bytes)) {
            objects.setObjectInputFilter(ALLOWED);
            return objects.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException("A session holds what this version does not know", e);
        }
    }
}
