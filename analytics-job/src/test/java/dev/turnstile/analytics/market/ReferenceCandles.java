package dev.turnstile.analytics.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Candles and averages of one symbol as one would compute them from a list of all its ticks, with none of the job's code. */
final class ReferenceCandles {

    private final List<Tick> ticks;

    ReferenceCandles(List<Tick> ticks) {
        this.ticks = new ArrayList<>(ticks);
        this.ticks.sort(Comparator.comparingLong(Tick::time).thenComparing(tick -> Long.parseLong(tick.tickId())));
    }

    /** Window start → the candle's fields as they stand in its JSON, from the open to the trend. */
    Map<Long, String> of(int minutes) {
        long length = minutes * 60_000L;
        TreeMap<Long, List<Tick>> windows = new TreeMap<>();
        ticks.forEach(tick -> windows.computeIfAbsent(tick.time() / length * length, start -> new ArrayList<>())
                .add(tick));
        Map<Long, String> candles = new TreeMap<>();
        List<BigDecimal> closes = new ArrayList<>();
        windows.forEach((start, window) -> {
            List<BigDecimal> prices = window.stream().map(Tick::price).toList();
            closes.add(prices.get(prices.size() - 1));
            BigDecimal sma5 = lastMean(closes, 5);
            BigDecimal sma20 = lastMean(closes, 20);
            String candle = field("open", prices.get(0))
                    + field(
                            "high",
                            prices.stream().max(Comparator.naturalOrder()).orElseThrow())
                    + field(
                            "low",
                            prices.stream().min(Comparator.naturalOrder()).orElseThrow())
                    + field("close", prices.get(prices.size() - 1))
                    + field("volume", window.stream().map(Tick::volume).reduce(BigDecimal.ZERO, BigDecimal::add))
                    + "\"ticks\":" + window.size() + ","
                    + field("sma_5", sma5)
                    + field("sma_20", sma20)
                    + field("sliding_average", minuteMean(start + length))
                    + field("previous_sliding_average", minuteMean(start + length - 30_000))
                    + "\"trend\":\"" + trend(sma5, sma20) + "\"";
            candles.put(start, candle);
        });
        return candles;
    }

    private BigDecimal minuteMean(long end) {
        List<BigDecimal> prices = ticks.stream()
                .filter(tick -> tick.time() >= end - 60_000 && tick.time() < end)
                .map(Tick::price)
                .toList();
        return prices.isEmpty()
                ? null
                : prices.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(new BigDecimal(prices.size()), new MathContext(100))
                        .setScale(12, RoundingMode.HALF_UP);
    }

    private static BigDecimal lastMean(List<BigDecimal> closes, int count) {
        if (closes.size() < count) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal close : closes.subList(closes.size() - count, closes.size())) {
            sum = sum.add(close);
        }
        return sum.divide(new BigDecimal(count), new MathContext(100));
    }

    private static String trend(BigDecimal sma5, BigDecimal sma20) {
        int crossing = sma20 == null ? 0 : sma5.compareTo(sma20);
        return crossing == 0 ? "flat" : crossing > 0 ? "up" : "down";
    }

    private static String field(String name, BigDecimal value) {
        if (value == null) {
            return "";
        }
        boolean isComputed = name.contains("sma") || name.contains("average");
        String text = isComputed ? withoutZeros(value.toPlainString()) : value.toPlainString();
        return "\"" + name + "\":\"" + text + "\",";
    }

    private static String withoutZeros(String decimal) {
        return decimal.contains(".") ? decimal.replaceFirst("[.]?0+$", "") : decimal;
    }
}
