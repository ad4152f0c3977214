package dev.turnstile.events.results;

import dev.turnstile.events.json.JsonWriter;

/** One minute of the bookings of one show. */
public record BookingsResult(
        Settlement settlement, String eventId, long totalTickets, long totalBookings, long uniqueUsers) {

    public static final String PIPELINE = "bookings";

    public String key() {
        return settlement.key(PIPELINE, eventId);
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("pipeline", PIPELINE).text("event_id", eventId);
            settlement.writeWindow(json);
            json.number("total_tickets", totalTickets)
                    .number("total_bookings", totalBookings)
                    .number("unique_users", uniqueUsers);
            settlement.writeStatus(json);
        });
    }
}
