package dev.turnstile.publishing.contract;

import java.util.UUID;

/** What the contracts have in common. */
abstract class ServiceContract {

    private final ServiceUnderTest service;

    ServiceContract(ServiceUnderTest service) {
        this.service = service;
    }

    ServiceUnderTest service() {
        return service;
    }

    RunningService running() {
        return RunningService.shared(service);
    }

    /** A key that nobody has used. */
    static String newKey() {
        return UUID.randomUUID().toString();
    }

    String idOf(String event) {
        return Answers.JSON.readTree(event).path(service.idField()).asString();
    }

    /** How often an event with this id is on the topic. */
    long countOnTopic(String id) {
        return TestBroker.read(service.topic()).stream()
                .filter(published -> published.key().equals(id))
                .count();
    }
}
