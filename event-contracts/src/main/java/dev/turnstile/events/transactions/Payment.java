package dev.turnstile.events.transactions;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something was bought and paid for: the value on the topic of payments.
 *
 * @param transactionId by which it is counted once
 * @param userId who paid
 * @param product what was bought
 * @param category the kind of product, by which the discount goes
 * @param amount what all pieces together cost, above zero, at most {@link Money#MOST_IN_ONE_EVENT}
 * @param quantity pieces, 1 to {@value #MOST_PIECES}
 * @param timestamp when it was paid, to the millisecond
 * @param location where it was paid; absent from producers that do not know
 */
public record Payment(
        String transactionId,
        String userId,
        @Nullable String product,
        String category,
        Money amount,
        int quantity,
        @Nullable String paymentMethod,
        Instant timestamp,
        @Nullable String location) {

    public static final int MOST_PIECES = 10_000;

    public Payment {
        // So that an event is the same before it is written and once it is read.
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads a record of the topic; a missing {@code quantity} is 1. Unknown fields are passed over. */
    public static Reading<Payment> read(byte @Nullable [] json, Instant now) {
        Instant latest = now.plus(Times.MOST_IN_FUTURE);
        return JsonReader.readRecord(json, in -> {
            String transactionId = null;
            String userId = null;
            String product = null;
            String category = null;
            Money amount = null;
            Integer quantity = null;
            String paymentMethod = null;
            Instant timestamp = null;
            String location = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "transaction_id" -> transactionId = in.text();
                    case "user_id" -> userId = in.text();
                    case "product" -> product = in.text();
                    case "category" -> category = in.text();
                    case "amount" -> amount = in.money();
                    case "quantity" -> quantity = in.count(MOST_PIECES);
                    case "payment_method" -> paymentMethod = in.text();
                    case "timestamp" -> timestamp = in.time(latest);
                    case "location" -> location = in.text();
                    default -> {}
                }
            }
            in.require("transaction_id", transactionId);
            in.require("user_id", userId);
            in.require("category", category);
            in.require("amount", amount);
            in.require("timestamp", timestamp);
            if (transactionId == null || userId == null || category == null || amount == null || timestamp == null) {
                return new Reading.Rejected<>(in.problems());
            }
            return new Reading.Accepted<>(new Payment(
                    transactionId,
                    userId,
                    product,
                    category,
                    amount,
                    quantity == null ? 1 : quantity,
                    paymentMethod,
                    timestamp,
                    location));
        });
    }

    /** The record's value as JSON. */
    public byte[] toJson() {
        return JsonWriter.write(this::write);
    }

    void write(JsonWriter json) throws IOException {
        json.text("transaction_id", transactionId)
                .text("user_id", userId)
                .text("product", product)
                .text("category", category)
                .money("amount", amount)
                .number("quantity", quantity)
                .text("payment_method", paymentMethod)
                .time("timestamp", timestamp)
                .text("location", location);
    }
}
