package dev.turnstile.sources.market;

import dev.turnstile.events.market.PriceTick;
import java.time.Clock;
import java.time.Duration;

/** A random walk in its own time. */
final class SimulatedPrices implements PriceSource {

    private static final String NAME = "simulated";
    private static final long IDS_PER_MILLISECOND = 1_000;

    private final RandomWalk walk;
    private final Clock clock;

    SimulatedPrices(RandomWalk walk, Clock clock) {
        this.walk = walk;
        this.clock = clock;
    }

    @Override
    public void run(Outlet outlet) throws InterruptedException {
        long start = clock.millis();
        // Another run of the same seed makes the same trades, but they are not the same ones.
        long tickId = start * IDS_PER_MILLISECOND;
        RandomWalk.Trade trade = walk.next();
        while (outlet.pause(Duration.ofMillis(start - clock.millis()).plus(trade.at()))) {
            outlet.accept(new PriceTick(
                    trade.symbol(), trade.price(), trade.volume(), Long.toString(tickId++), NAME, clock.instant()));
            trade = walk.next();
        }
    }
}
