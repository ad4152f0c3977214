package dev.turnstile.publishing.body;

import java.util.Map;
import org.springframework.web.servlet.HandlerMapping;

/** A request for one event, as far as it is the same for every service; a controller takes it as its parameter. */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
public record Submission(Exchange exchange, Sender sender, byte[] body) {

    /**
     * A variable of the mapping's path, decoded. Not Spring's own parameter, for whose description springdoc wants a
     * validator.
     *
     * @throws IllegalArgumentException if the path has no such variable
     */
    public String pathVariable(String name) {
        if (exchange.request().getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables
                && variables.get(name) instanceof String value) {
            return value;
        }
        throw new IllegalArgumentException("the path has no " + name);
    }
}
