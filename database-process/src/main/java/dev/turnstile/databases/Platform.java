package dev.turnstile.databases;

import java.util.List;
import java.util.Locale;

/** The machine that this runs on, by the names that the makers of the programs use. */
final class Platform {

    private Platform() {}

    static String system() {
        return isMac() ? "darwin" : "linux";
    }

    static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    static boolean isArm() {
        return List.of("aarch64", "arm64").contains(System.getProperty("os.arch"));
    }

    /** For a message: linux on amd64. */
    static String description() {
        return system() + " on " + System.getProperty("os.arch");
    }
}
