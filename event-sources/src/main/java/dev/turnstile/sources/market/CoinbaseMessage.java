package dev.turnstile.sources.market;

import dev.turnstile.events.Decimals;
import dev.turnstile.events.Times;
import dev.turnstile.events.market.PriceTick;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message of the exchange's feed: <a href="https://docs.cdp.coinbase.com/exchange/websocket-feed/channels">Coinbase
 * Exchange, WebSocket channels</a>.
 */
sealed interface CoinbaseMessage {

    /** A trade; the last one before the subscription comes first. */
    record Match(String product, long tradeId, PriceTick tick) implements CoinbaseMessage {}

    /** The exchange refuses something. */
    record Refusal(String reason) implements CoinbaseMessage {}

    /** A heartbeat, an acknowledgement, or what is not known yet. */
    record Other() implements CoinbaseMessage {}

    /** What asks for the trades of these products, and for a heartbeat each second, by which a dead connection is known. */
    static String subscription(Collection<String> products) {
        String quoted = products.stream().map(product -> '"' + product + '"').collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"product_ids\":[" + quoted + "],\"channels\":[\"matches\",\"heartbeat\"]}";
    }

    /**
     * Reads a message.
     *
     * @throws IOException if it is not what the exchange says it sends
     */
    static CoinbaseMessage read(String json) throws IOException {
        Map<String, String> fields = FlatJson.read(json);
        return switch (fields.getOrDefault("type", "")) {
            case "match", "last_match" -> match(fields);
            case "error" -> new Refusal(fields.getOrDefault("message", "") + ": " + fields.getOrDefault("reason", ""));
            default -> new Other();
        };
    }

    private static Match match(Map<String, String> fields) throws IOException {
        String product = fields.get("product_id");
        BigDecimal price = decimal(fields.get("price"));
        BigDecimal size = decimal(fields.get("size"));
        if (product == null || price == null || price.signum() == 0 || size == null) {
            throw new IOException("expected a trade's product_id, price and size");
        }
        try {
            long tradeId = Long.parseLong(fields.getOrDefault("trade_id", ""));
            Instant time = Instant.ofEpochMilli(Times.parseIso(fields.getOrDefault("time", "")));
            String symbol = product.replaceFirst("-.*", "");
            return new Match(
                    product,
                    tradeId,
                    new PriceTick(symbol, price, size, Long.toString(tradeId), CoinbaseTrades.NAME, time));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IOException("expected a trade's trade_id and time", e);
        }
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : Decimals.parse(text);
    }
}
