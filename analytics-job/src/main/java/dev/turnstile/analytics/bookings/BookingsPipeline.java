package dev.turnstile.analytics.bookings;

import dev.turnstile.analytics.alerts.TrafficAlerts;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Countable;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.analytics.windows.WindowTotal;
import dev.turnstile.analytics.windows.WindowedTotals;
import dev.turnstile.events.Reading;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.results.BookingsResult;
import java.time.Instant;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Tickets, bookings and distinct users of each show, minute by minute. */
public final class BookingsPipeline {

    private BookingsPipeline() {}

    public static PipelineStreams build(DataStream<Arrival> bookings, WindowSettings windows, Environment settings) {
        return WindowedTotals.build(
                BookingsResult.PIPELINE,
                bookings,
                BookingsPipeline::read,
                new ShowAndMinute(),
                windows,
                totals -> TrafficAlerts.of(BookingsResult.PIPELINE, totals, windows, settings));
    }

    private static Reading<Event<Countable>> read(Arrival record, Instant now) {
        return Booking.read(record.value(), now)
                .map(booking -> Countable.of(booking.userId(), booking.eventId(), booking.ticketCount())
                        .as(booking.bookingId(), booking.timestamp().toEpochMilli()));
    }

    private static final class ShowAndMinute implements WindowedTotals.ResultFormat {
        @Override
        public String key(WindowTotal total) {
            return result(total).key();
        }

        @Override
        public byte[] value(WindowTotal total) {
            return result(total).toJson();
        }

        private static BookingsResult result(WindowTotal total) {
            return new BookingsResult(
                    total.settlement(), total.dimension(), total.amount(), total.events(), total.users());
        }
    }
}
