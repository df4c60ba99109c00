package clinic.identity.http;

import clinic.identity.CurrentActor;
import clinic.identity.Identity;
import clinic.identity.TooManyRequests;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts every request that reaches a controller, of either face, against what its caller may ask for. */
@Configuration
class Pace implements WebMvcConfigurer, HandlerInterceptor {

    private final Identity identity;

    Pace(Identity identity) {
        this.identity = identity;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod && request.getDispatcherType() == DispatcherType.REQUEST) {
            HttpMethod method = HttpMethod.valueOf(request.getMethod());
            boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
            identity.paceOf(CurrentActor.of(request), !reads, request.getRemoteAddr())
                    .ifPresent(throttled -> {
                        throw new TooManyRequests(throttled.retryAfter());
                    });
        }
        return true;
    }
}
