package dev.turnstile.analytics.market;

/** Lets tests elsewhere bring a database up to date. */
public final class Migrations {

    private Migrations() {}

    public static void run(String url) {
        MarketDatabase.migrate(url);
    }
}
