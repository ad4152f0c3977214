package dev.turnstile.sources.rest;

import java.net.URI;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the services are; the same options for every command that posts to them. */
public final class ServiceOptions {

    /** A key for services that ask for one, by environment so that no list of processes shows it. */
    private static final String API_KEY = "API_KEY";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--bookings-url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8091",
            description = "booking-service (default: ${DEFAULT-VALUE}).")
    private String bookings;

    @Option(
            names = "--orders-url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8092",
            description = "order-service (default: ${DEFAULT-VALUE}).")
    private String orders;

    public ServiceClient bookings(Consumer<String> news) {
        return client("--bookings-url", bookings, news);
    }

    public ServiceClient orders(Consumer<String> news) {
        return client("--orders-url", orders, news);
    }

    private ServiceClient client(String option, String url, Consumer<String> news) {
        URI service = uri(url);
        String scheme = service.getScheme();
        if (service.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new ParameterException(
                    command.commandLine(),
                    option + " must be a service's address such as http://127.0.0.1:8091, but is '" + url + "'");
        }
        return new ServiceClient(service, System.getenv(API_KEY), news);
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            return URI.create("");
        }
    }
}
