package dev.turnstile.sources.listening;

import dev.turnstile.sources.customers.Zipf;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The songs of the service; a few are heard all the time. Pure: the same seed gives the same songs. */
final class Library {

    private static final int ARTISTS = 120;
    private static final int SONGS = 1_500;

    private static final List<String> FIRST = List.of(
            "Silver", "Midnight", "Electric", "Paper", "Velvet", "Northern", "Lost", "Golden", "Quiet", "Distant");
    private static final List<String> SECOND = List.of(
            "Rivers",
            "Satellites",
            "Gardens",
            "Machines",
            "Birds",
            "Lanterns",
            "Echoes",
            "Harbour",
            "Strangers",
            "Tides");
    private static final List<String> THEMES =
            List.of("Rain", "Morning", "Home", "Fire", "Summer", "Mirrors", "Snow", "Train", "Dream", "Ocean");

    /** One song; its duration is in seconds. */
    record Song(String id, String artist, String title, double duration) {}

    private final List<Song> songs = new ArrayList<>();
    private final Zipf popularity = new Zipf(SONGS, 0.9);

    Library(long seed) {
        Random random = new Random(seed);
        for (int number = 0; number < SONGS; number++) {
            int artist = random.nextInt(ARTISTS);
            String name = "The " + FIRST.get(artist % 10) + " " + SECOND.get(artist / 10 % 10);
            String title =
                    THEMES.get(random.nextInt(10)) + " and " + THEMES.get(random.nextInt(10)) + ", no. " + number;
            double duration = Math.round(90_000 + random.nextDouble() * 240_000) / 1_000.0;
            songs.add(new Song("song-" + number, artist < 100 ? name : name + " II", title, duration));
        }
    }

    Song pick(Random random) {
        return songs.get(popularity.pick(random));
    }
}
