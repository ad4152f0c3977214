package dev.turnstile.dashboard;

import dev.turnstile.dashboard.settings.InvalidSettingException;
import dev.turnstile.dashboard.settings.Settings;
import dev.turnstile.dashboard.store.ResultsStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Starts the dashboard: topics → feed → store → REST, stream and page. */
@SpringBootApplication
public class ResultsDashboard {

    public static void main(String[] arguments) {
        try {
            start(Settings.read(System::getenv), arguments);
        } catch (InvalidSettingException e) {
            fail(e.getMessage());
        } catch (PortInUseException e) {
            fail("Port " + e.getPort() + " is taken; set SERVER_PORT or MANAGEMENT_SERVER_PORT to another");
        }
    }

    static ConfigurableApplicationContext start(Settings settings, String... arguments) {
        SpringApplication application = new SpringApplication(ResultsDashboard.class);
        application.setDefaultProperties(Map.of(
                "server.address", settings.address(),
                "server.port", settings.port(),
                "management.server.address", settings.address(),
                "management.server.port", settings.managementPort()));
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("settings", settings));
        return application.run(arguments);
    }

    @Bean
    ResultsStore resultsStore(Settings settings) {
        return new ResultsStore(settings.limits(), settings.pipelines());
    }

    private static void fail(@Nullable String line) {
        System.err.println(line);
        System.exit(1);
    }
}
