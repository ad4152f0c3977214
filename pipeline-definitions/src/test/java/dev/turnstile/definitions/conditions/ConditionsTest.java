package dev.turnstile.definitions.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.reading.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

    private static final List<Variable> VARIABLES = List.of(
            new Variable("country", Field.Type.STRING, 0),
            new Variable("quantity", Field.Type.INTEGER, 0),
            new Variable("price", Field.Type.DECIMAL, 2),
            new Variable("at", Field.Type.TIME, 0),
            new Variable("gift", Field.Type.BOOLEAN, 0),
            new Variable("voucher", Field.Type.STRING, 0),
            new Variable("weight", Field.Type.DECIMAL, 3),
            new Variable("large", Field.Type.DECIMAL, 2));

    /** France, 6, 2.55, 2025-11-24T10:50:00Z, true, nothing, 1.500, 12345678901234567.89. */
    private static Row row() {
        Row row = new Row(VARIABLES.size());
        byte[] text = "a France".getBytes(StandardCharsets.UTF_8);
        row.setText(0, text, 2, 6);
        row.setNumber(1, 6);
        row.setNumber(2, 255);
        row.setNumber(3, 1_763_981_400_000L);
        row.setNumber(4, 1);
        row.setNumber(6, 1_500);
        row.setNumber(7, 1_234_567_890_123_456_789L);
        return row;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "country == \"France\" ; true",
                "country != \"France\" ; false",
                "\"France\" == country ; true",
                "country in [\"Spain\", \"France\"] ; true",
                "!(country in [\"Spain\", \"France\"]) ; false",
                "country.startsWith(\"Fr\") && country.endsWith(\"ce\") ; true",
                "country.contains(\"x\") ; false",
                "country.contains(\"ranc\") ; true",
                "country.contains(\"a France\") ; false",
                "country.startsWith(\"France and more\") ; false",
                "country.endsWith(\"a France\") ; false",
                "country.endsWith(\"\") ; true",
                "country.matches(\"^F[a-z]+e$\") ; true",
                "country.matches(\"Spain|Italy\") ; false",
                "country == voucher ; false",
                "country == country ; true",
                "quantity < 0 ; false",
                "quantity >= 6 ; true",
                "quantity in [5, 6] ; true",
                "-5 < quantity ; true",
                "price == 2.55 ; true",
                "price > 2.55 ; false",
                "price < 2.56 ; true",
                "price < 3 ; true",
                "price > -0.01 ; true",
                "price < weight ; false",
                "weight <= 1.5 ; true",
                "price > quantity ; false",
                "at >= timestamp(\"2025-11-24T10:50:00Z\") ; true",
                "at < timestamp(\"2025-11-24T10:50:00Z\") ; false",
                "gift ; true",
                "!gift || quantity == 6 ; true",
                "gift == true ; true",
                "true ; true",
                "price == 3 ; false",
                "price in [2.55, 3] ; true",
                "price != 3 ; true",
                "6.00 == quantity ; true",
                "quantity == price ; false",
                "has(voucher) ; false",
                "!has(voucher) ; true",
                "has(country) && has(price) ; true",
                "price < 12345678901234567.89 ; true",
                "large == 12345678901234567.89 ; true",
                "large == 12345678901234567.88 ; false",
                "voucher.contains(\"\") ; false",
                "voucher == \"a\" ; false",
                "voucher != \"a\" ; false",
                "!(voucher == \"a\") ; false",
                "voucher == \"a\" || gift ; true",
                "voucher == \"a\" && gift ; false",
                "!(voucher == \"a\" && !gift) ; true"
            })
    void a_condition_holds_or_does_not(String cel, boolean holds) throws Exception {
        Condition condition = Conditions.compile(cel, VARIABLES);
        assertThat(condition.holds(row())).isEqualTo(holds);
        assertThat(copied(condition).holds(row())).as("sent to another task").isEqualTo(holds);
    }

    private static Condition copied(Condition condition) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(condition);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Condition) in.readObject();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "cuntry == \"France\" ; 0 ; cuntry",
                "country == 5 ; 8 ; no matching overload",
                "quantity ; 0 ; expected type 'bool'",
                "country < \"France\" ; 8 ; has no order",
                "gift && price == 2.555 ; 17 ; 2.555 has more decimals than what it is compared with, which has 2",
                "quantity + 1 > 2 ; 13 ; a condition is made of",
                "country.size() > 5 ; 15 ; a condition is made of",
                "has(cuntry) ; 4 ; cuntry",
                "has(country.name) ; 11 ; does not support field selection",
                "country.matches(\"(\") ; 16 ; expected a pattern such as",
                "country == ; 10 ; mismatched input",
                "at < timestamp(\"yesterday\") ; 14 ; expected a time such as"
            })
    void what_is_no_condition_is_told_with_its_place(String cel, int offset, String message) {
        assertThatThrownBy(() -> Conditions.compile(cel, VARIABLES))
                .isInstanceOf(ConditionException.class)
                .hasMessageContaining(message)
                .extracting(failure -> ((ConditionException) failure).offset())
                .isEqualTo(offset);
    }

    @Test
    void a_condition_knows_what_it_looks_at() {
        assertThat(Conditions.compile("quantity < 5 && country != \"x\"", VARIABLES)
                        .fields())
                .containsExactlyInAnyOrder(0, 1);
    }
}
