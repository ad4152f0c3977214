package dev.turnstile.events.video;

import java.util.Optional;

/** How large a picture is, by the names of its former readers; the largest that it reaches in both directions. */
public enum ResolutionCategory {
    HD("HD", 1920, 1080),
    HD_READY("HD_Ready", 1280, 720),
    SD("SD", 640, 480);

    private final String label;
    private final int width;
    private final int height;

    ResolutionCategory(String label, int width, int height) {
        this.label = label;
        this.width = width;
        this.height = height;
    }

    /** None for a picture that is smaller than the smallest. */
    public static Optional<ResolutionCategory> of(int width, int height) {
        for (ResolutionCategory category : values()) {
            if (width >= category.width && height >= category.height) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }

    /** As records have it. */
    public String label() {
        return label;
    }
}
