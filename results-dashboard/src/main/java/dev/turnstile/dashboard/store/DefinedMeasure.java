package dev.turnstile.dashboard.store;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * A measure of a definition.
 *
 * @param kind as on {@code pipeline-definitions}: count, sum, max, min, distinct, approximate_distinct, difference,
 *     ratio
 */
public record DefinedMeasure(String name, String kind) {

    /**
     * How its values in windows that do not overlap become the value over all of them. There is no way for distinct
     * values, of which the same may be in two windows, and none for ratios.
     */
    public Optional<BinaryOperator<BigDecimal>> overWindows() {
        return switch (kind) {
            case "count", "sum", "difference" -> Optional.of(BigDecimal::add);
            case "max" -> Optional.of(BigDecimal::max);
            case "min" -> Optional.of(BigDecimal::min);
            default -> Optional.empty();
        };
    }
}
