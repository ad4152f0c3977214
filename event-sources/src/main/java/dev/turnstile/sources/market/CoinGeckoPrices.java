package dev.turnstile.sources.market;

import dev.turnstile.events.Decimals;
import dev.turnstile.events.market.PriceTick;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices that are asked for now and then: all coins in one call of <a
 * href="https://docs.coingecko.com/reference/simple-price">{@code /simple/price}</a>. A price has neither a trade's id nor
 * a volume; one that has not changed since the last call is not handed on again.
 */
final class CoinGeckoPrices implements PriceSource {

    static final String NAME = "coingecko";
    static final URI PUBLIC = URI.create("https://api.coingecko.com/api/v3");

    /** The free plan allows 10,000 calls a month, which is one in four and a half minutes. */
    static final Duration FREE_PLAN = Duration.ofMinutes(5);

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int OK = 200;

    private final HttpRequest request;
    private final Map<String, String> symbolsById;
    private final Duration interval;
    private final Backoff backoff;
    private final Clock clock;
    private final Map<String, PriceTick> sent = new HashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * @param symbolsById the service's id of a coin → its symbol
     * @param key of the free plan, if one has one
     */
    CoinGeckoPrices(
            URI base,
            Map<String, String> symbolsById,
            @Nullable String key,
            Duration interval,
            Backoff backoff,
            Clock clock) {
        this.symbolsById = symbolsById;
        this.interval = interval;
        this.backoff = backoff;
        this.clock = clock;
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + "/simple/price?ids="
                        + String.join("%2C", symbolsById.keySet())
                        + "&vs_currencies=usd&include_last_updated_at=true&precision=full"))
                .timeout(TIMEOUT)
                .header("Accept", "application/json");
        if (key != null) {
            builder.header("x-cg-demo-api-key", key);
        }
        this.request = builder.build();
    }

    @Override
    public void run(Outlet outlet) throws InterruptedException {
        Duration pause = Duration.ZERO;
        while (outlet.pause(pause)) {
            pause = poll(outlet);
        }
    }

    /** How long to wait until the next call. */
    private Duration poll(Outlet outlet) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == OK) {
                Map<String, String> prices = FlatJson.read(response.body());
                symbolsById.forEach((id, symbol) -> handOn(id, symbol, prices, outlet));
                backoff.succeeded();
                return interval;
            }
            Duration atLeast = backoff.afterFailure();
            Duration pause = retryAfter(response)
                    .filter(told -> told.compareTo(atLeast) > 0)
                    .orElse(atLeast);
            outlet.news(NAME + ": "
                    + (response.statusCode() == TOO_MANY_REQUESTS
                            ? "called too often"
                            : "answered " + response.statusCode())
                    + "; again in " + pause.toMillis() + " ms");
            return pause;
        } catch (IOException e) {
            Duration pause = backoff.afterFailure();
            outlet.news(NAME + ": cannot be asked (" + e + "); again in " + pause.toMillis() + " ms");
            return pause;
        }
    }

    private void handOn(String id, String symbol, Map<String, String> prices, Outlet outlet) {
        String price = prices.get(id + "/usd");
        String updatedAt = prices.get(id + "/last_updated_at");
        if (price == null || updatedAt == null) {
            outlet.news(NAME + ": there is no price of " + id);
            return;
        }
        try {
            PriceTick tick = new PriceTick(
                    symbol,
                    exact(price),
                    BigDecimal.ZERO,
                    null,
                    NAME,
                    Instant.ofEpochSecond(Long.parseLong(updatedAt)));
            if (tick.price().signum() > 0 && !tick.equals(sent.put(symbol, tick))) {
                outlet.accept(tick);
            }
        } catch (NumberFormatException | DateTimeException e) {
            outlet.news(NAME + ": the price of " + id + " cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The service sends as many digits as it has, and an exponent for very small prices. */
    private static BigDecimal exact(String number) {
        BigDecimal price = new BigDecimal(number);
        return price.scale() > Decimals.MOST_DIGITS || price.scale() < 0
                ? price.setScale(price.scale() < 0 ? 0 : Decimals.MOST_DIGITS, RoundingMode.HALF_UP)
                : price;
    }

    /** RFC 9110, 10.2.3: seconds, or a date. */
    private Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").flatMap(value -> {
            try {
                return Optional.of(
                        value.strip().matches("\\d{1,9}")
                                ? Duration.ofSeconds(Long.parseLong(value.strip()))
                                : Duration.between(
                                        clock.instant(),
                                        ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
