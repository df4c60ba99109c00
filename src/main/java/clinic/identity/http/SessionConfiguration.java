package clinic.identity.http;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Browser sessions, kept in PostgreSQL, so that a restart or a second server changes nothing. A session ends after half an
 * hour without a request; its cookie cannot be read by script, is not sent along from other sites' forms, and where people
 * reach the clinic by https goes by nothing else and is taken from nobody but this host.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    @Bean
    JdbcIndexedSessionRepository sessionRepository(
            @Qualifier("sessionsDataSource") DataSource sessions,
            SessionTokens tokens,
            @Value("${clinic.session-idle:30m}") Duration idle) {
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(sessions));
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository repository =
                new JdbcIndexedSessionRepository(new JdbcTemplate(sessions), transactions);
        repository.setDefaultMaxInactiveInterval(idle);
        repository.setSessionIdGenerator(tokens);
        repository.setConversionService(SessionValues.conversion());
        return repository;
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionsBeforeSecurity(SessionRepositoryFilter<?> filter) {
        FilterRegistrationBean<SessionRepositoryFilter<?>> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 50);
        return registration;
    }
}
