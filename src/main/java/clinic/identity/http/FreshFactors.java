package clinic.identity.http;

import clinic.identity.CurrentActor;
import clinic.identity.FreshFactor;
import clinic.identity.FreshFactorWanted;
import clinic.identity.SecondFactors;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Stops what wants a fresh factor before anything of it is read, the same for pages and programs. */
@Configuration
class FreshFactors implements WebMvcConfigurer, HandlerInterceptor {

    private final SecondFactors factors;

    FreshFactors(SecondFactors factors) {
        this.factors = factors;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        SignIn signIn = CurrentActor.signIn();
        if (signIn != null
                && handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(FreshFactor.class)
                && !factors.isFresh(signIn)) {
            SecurityLog.note(Event.FRESH_FACTOR_ASKED);
            throw new FreshFactorWanted();
        }
        return true;
    }
}
