package dev.turnstile.sources.market;

import dev.turnstile.events.market.PriceTick;
import java.time.Duration;

/** Where prices come from. */
interface PriceSource {

    /** Hands prices on until it is told to end. */
    void run(Outlet outlet) throws InterruptedException;

    /** Where they go. */
    interface Outlet {

        /** Takes a price; returns when there is room for the next. Thread-safe. */
        void accept(PriceTick tick);

        /** Tells a person something. */
        void news(String text);

        /** Waits so long; false when the source is to end. */
        boolean pause(Duration duration) throws InterruptedException;
    }
}
