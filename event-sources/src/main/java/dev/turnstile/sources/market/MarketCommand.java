package dev.turnstile.sources.market;

import dev.turnstile.events.Topics;
import dev.turnstile.events.market.PriceTick;
import dev.turnstile.sources.kafka.FeedOptions;
import dev.turnstile.sources.kafka.KafkaFeed;
import dev.turnstile.sources.kafka.OutgoingEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Feeds prices into Kafka. */
@Command(
        name = "market",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes prices to the topic crypto-prices.",
            "coinbase: the trades of the exchange as they happen. coingecko: prices asked for every few minutes; with a "
                    + "key in COINGECKO_API_KEY, if there is one. simulated: made up."
        })
public final class MarketCommand implements Callable<Integer> {

    /** Coins whose id at the price service is known here. */
    private static final Map<String, String> COIN_IDS = Map.of(
            "BTC", "bitcoin",
            "ETH", "ethereum",
            "SOL", "solana",
            "XRP", "ripple",
            "ADA", "cardano",
            "DOGE", "dogecoin");

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    /** Which of the three. */
    enum Kind {
        simulated,
        coinbase,
        coingecko
    }

    @Option(
            names = "--source",
            paramLabel = "KIND",
            defaultValue = "simulated",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind kind = Kind.simulated;

    @Option(
            names = "--symbols",
            paramLabel = "SYMBOL",
            split = ",",
            defaultValue = "BTC,ETH,SOL",
            description = "What to have the prices of, in dollars (default: ${DEFAULT-VALUE}); SYMBOL=ID for a coin "
                    + "whose id at coingecko is not known here.")
    private List<String> symbols = List.of();

    @Option(
            names = "--rate",
            paramLabel = "TRADES",
            defaultValue = "20",
            description = "How many are made up per second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "How often coingecko is asked (default: PT5M, which its free plan allows).")
    private Duration interval = CoinGeckoPrices.FREE_PLAN;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Another address than the public one of coinbase or coingecko.")
    private @Nullable URI url;

    @Mixin
    private FeedOptions options;

    @Override
    public Integer call() throws InterruptedException {
        PriceSource source = source();
        try (KafkaFeed feed = options.start("market")) {
            source.run(new IntoKafka(feed));
        }
        return 0;
    }

    private PriceSource source() {
        options.require(rate > 0 && rate <= 100_000, "--rate must be more than 0 and at most 100000");
        options.require(
                interval.compareTo(Duration.ofSeconds(1)) >= 0, "--interval must be at least a second, such as PT5M");
        options.require(
                symbols.stream().allMatch(symbol -> symbol.matches("[A-Z0-9]{1,20}(=[a-z0-9-]{1,60})?")),
                "--symbols must be such as BTC,ETH or BTC=bitcoin");
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new Random());
        return switch (kind) {
            case simulated ->
                new SimulatedPrices(
                        new RandomWalk(plainSymbols(), rate, new Random(options.seed())), Clock.systemUTC());
            case coinbase ->
                new CoinbaseTrades(
                        url == null ? CoinbaseTrades.PUBLIC : url,
                        plainSymbols().stream().map(symbol -> symbol + "-USD").toList(),
                        backoff,
                        LONGEST_SILENCE);
            case coingecko ->
                new CoinGeckoPrices(
                        url == null ? CoinGeckoPrices.PUBLIC : url,
                        symbolsById(),
                        System.getenv("COINGECKO_API_KEY"),
                        interval,
                        backoff,
                        Clock.systemUTC());
        };
    }

    private List<String> plainSymbols() {
        return symbols.stream().map(symbol -> symbol.replaceFirst("=.*", "")).toList();
    }

    private Map<String, String> symbolsById() {
        Map<String, String> byId = new LinkedHashMap<>();
        for (String symbol : symbols) {
            int at = symbol.indexOf('=');
            String id = at < 0 ? COIN_IDS.get(symbol) : symbol.substring(at + 1);
            options.require(id != null, "--symbols: what is " + symbol + " called at coingecko? Say " + symbol + "=ID");
            if (id != null) {
                byId.put(id, at < 0 ? symbol : symbol.substring(0, at));
            }
        }
        return byId;
    }

    /** Prices on their way to the topic. */
    private static final class IntoKafka implements PriceSource.Outlet {

        private final KafkaFeed feed;

        private IntoKafka(KafkaFeed feed) {
            this.feed = feed;
        }

        @Override
        public void accept(PriceTick tick) {
            feed.write(new OutgoingEvent(Topics.CRYPTO_PRICES, tick.symbol(), tick.toJson()));
        }

        @Override
        public void news(String text) {
            feed.news(text);
        }

        @Override
        public boolean pause(Duration duration) throws InterruptedException {
            return feed.pause(duration);
        }
    }
}
