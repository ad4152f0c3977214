package dev.turnstile.publishing.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("order-of-monday");

    @Test
    void a_key_always_gives_the_same_id() {
        // Written down: a change here would count every retry across an upgrade twice.
        assertThat(EventIds.ofKey("anyone", "orders", KEY, EventIds.NO_ITEM))
                .isEqualTo("1e3dea6b-ff74-868a-901e-22c1d811b6f1");
        assertThat(EventIds.ofKey("anyone", "orders", KEY, 0)).isEqualTo("3a76eca8-a9d3-8cd1-b435-24408ac7c3f3");
    }

    @Test
    void another_caller_topic_key_or_item_gives_another_id() {
        Set<String> ids = Set.of(
                EventIds.ofKey("anyone", "orders", KEY, EventIds.NO_ITEM),
                EventIds.ofKey("ann", "orders", KEY, EventIds.NO_ITEM),
                EventIds.ofKey("anyone", "ticket-bookings", KEY, EventIds.NO_ITEM),
                EventIds.ofKey("anyone", "orders", new IdempotencyKey("other"), EventIds.NO_ITEM),
                EventIds.ofKey("anyone", "orders", KEY, 0),
                EventIds.ofKey("anyone", "orders", KEY, 1));

        assertThat(ids).hasSize(6);
    }

    @Test
    void the_end_of_one_part_is_not_the_beginning_of_the_next() {
        assertThat(EventIds.ofKey("ab", "c", KEY, 0)).isNotEqualTo(EventIds.ofKey("a", "bc", KEY, 0));
    }

    @Test
    void ids_are_uuids_of_their_version() {
        UUID ofKey = UUID.fromString(EventIds.ofKey("anyone", "orders", KEY, 0));
        UUID random = UUID.fromString(EventIds.random(Instant.parse("2026-11-20T10:30:00.123Z")));

        assertThat(ofKey.version()).isEqualTo(8);
        assertThat(ofKey.variant()).isEqualTo(2);
        assertThat(random.version()).isEqualTo(7);
        assertThat(random.variant()).isEqualTo(2);
    }

    @Test
    void random_ids_are_in_the_order_of_time_and_never_the_same() {
        Instant now = Instant.parse("2026-11-20T10:30:00.123Z");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(EventIds.random(now));
        }

        assertThat(ids).hasSize(10_000);
        assertThat(ids).allSatisfy(id -> assertThat(id).isLessThan(EventIds.random(now.plusMillis(1))));
    }
}
