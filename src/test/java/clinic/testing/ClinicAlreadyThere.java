package clinic.testing;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** For a demo clinic on the tests' clock: it has a place already, and so builds nothing. To be imported. */
public class ClinicAlreadyThere implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        beans.getBeanDefinition("clinic.demo.DemoClock").setPrimary(false);
        beans.getBean(TestDatabase.class).behindTheWalls().sql("""
                        set session_replication_role = replica;
                        insert into location (id, name, zone, created_at)
                        values ('00000000-0000-7000-8000-000000000001', 'Already there', 'UTC', '2026-01-01Z')
                        """).update();
    }
}
