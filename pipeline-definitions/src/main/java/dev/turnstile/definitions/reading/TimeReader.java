package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Field;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.Times;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads times, to the millisecond: in the forms that the field accepts, or in all that can be told apart. */
final class TimeReader extends ValueReader {

    private static final Set<String> WORDS =
            Set.of("iso", "epoch_seconds", "epoch_millis", "epoch_micros", "epoch_nanos", "text");

    private final boolean acceptsText;
    private final boolean acceptsIso;
    private final boolean acceptsNumbers;
    private final Times.@Nullable EpochUnit unit;
    private final List<DateTimeFormatter> patterns = new ArrayList<>();

    TimeReader(Field field, int index) {
        super(field, index);
        List<String> accept = field.accept();
        for (String form : accept) {
            if (!WORDS.contains(form)) {
                patterns.add(DateTimeFormatter.ofPattern(form, Locale.ROOT));
            }
        }
        Times.EpochUnit of = null;
        for (Times.EpochUnit candidate : Times.EpochUnit.values()) {
            if (accept.contains("epoch_" + candidate.name().toLowerCase(Locale.ROOT))) {
                of = candidate;
            }
        }
        boolean isFree = accept.isEmpty() || accept.equals(List.of("text"));
        unit = of;
        acceptsIso = isFree || accept.contains("iso");
        acceptsNumbers = isFree || of != null;
        acceptsText = accept.contains("text");
    }

    @Override
    @Nullable
    Fault text(String text, Row row) {
        return text(text, acceptsText, row);
    }

    @Override
    @Nullable
    Fault cell(String text, Row row) {
        return text(text.strip(), true, row);
    }

    /** The form that nearly everybody writes, without a text or a formatter. */
    @Override
    @Nullable
    Fault plainText(byte[] utf8, int from, int to, boolean isVisible, Row row) {
        long millis = acceptsIso && patterns.isEmpty() ? Times.zuluMillis(utf8, from, to) : Times.NOT_ZULU;
        if (millis == Times.NOT_ZULU) {
            return super.plainText(utf8, from, to, isVisible, row);
        }
        row.setNumber(index, millis);
        return null;
    }

    private @Nullable Fault text(String text, boolean mayBeNumber, Row row) {
        if (mayBeNumber && acceptsNumbers && isNumber(text)) {
            return number(text, row);
        }
        for (DateTimeFormatter pattern : patterns) {
            try {
                row.setNumber(
                        index,
                        millis(pattern.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)));
                return null;
            } catch (DateTimeException | ArithmeticException e) {
                // Perhaps another form fits.
            }
        }
        if (!acceptsIso) {
            return invalid();
        }
        try {
            row.setNumber(index, Times.parseIso(text, field.zone()));
            return null;
        } catch (DateTimeException | ArithmeticException e) {
            return Times.isLeapSecond(text) ? new Fault(RejectionReason.INVALID_TIME, Times.NO_LEAP_SECOND) : invalid();
        }
    }

    private long millis(TemporalAccessor parsed) {
        if (parsed instanceof OffsetDateTime time) {
            return time.toInstant().toEpochMilli();
        }
        LocalDateTime local =
                parsed instanceof LocalDateTime time ? time : LocalDateTime.of((LocalDate) parsed, LocalTime.MIDNIGHT);
        return ZonedDateTime.of(local, field.zone()).toInstant().toEpochMilli();
    }

    @Override
    @Nullable
    Fault number(String digits, Row row) {
        if (!acceptsNumbers) {
            return Fault.wrongType(expected());
        }
        try {
            row.setNumber(index, Times.parseEpoch(digits, unit));
            return null;
        } catch (ArithmeticException | NumberFormatException e) {
            return invalid();
        }
    }

    private static boolean isNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        boolean isAny = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                isAny = true;
            } else if (c != '.') {
                return false;
            }
        }
        return isAny;
    }

    private Fault invalid() {
        return new Fault(RejectionReason.INVALID_TIME, "expected " + expected());
    }

    @Override
    String expected() {
        if (!field.accept().isEmpty()) {
            return "a time as " + String.join(" or ", field.accept());
        }
        return Times.FORMS;
    }
}
