package dev.turnstile.analytics.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentitySetTest {

    private static boolean add(IdentitySet set, String id) {
        byte[] bytes = Identity.bytesOf(id);
        return set.add(bytes, bytes.length, Identity.hash(bytes, bytes.length));
    }

    @Test
    void it_behaves_as_a_set_of_strings_does() {
        Random random = new Random(42);
        IdentitySet identities = new IdentitySet(false);
        Set<String> strings = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            String id = "user-" + random.nextInt(20_000);
            assertThat(add(identities, id)).isEqualTo(strings.add(id));
        }
        assertThat(identities.size()).isEqualTo(strings.size());
    }

    @Test
    void ids_whose_hashes_are_equal_are_told_apart() {
        IdentitySet set = new IdentitySet(false);
        for (int i = 0; i < 100; i++) {
            byte[] id = {(byte) i};
            assertThat(set.add(id, 1, 7)).isTrue();
            assertThat(set.add(id, 1, 7)).isFalse();
            if (set.size() == 11) {
                break; // Growing makes the hash anew.
            }
        }
        assertThat(set.size()).isEqualTo(11);
    }

    @Test
    void what_one_set_gives_another_takes() {
        IdentitySet first = new IdentitySet(false);
        add(first, "a");
        int before = first.bytesUsed();
        for (int i = 0; i < 1_000; i++) {
            add(first, "id-" + i);
        }
        IdentitySet second = new IdentitySet(false);
        second.addAll(first.bytesFrom(before));
        assertThat(second.size()).isEqualTo(1_000);
        assertThat(add(second, "id-999")).isFalse();
        assertThat(add(second, "a")).isTrue();
    }

    @Test
    void what_is_kept_with_an_id_is_found_with_it_and_goes_where_it_goes() {
        IdentitySet first = new IdentitySet(true);
        for (int i = 0; i < 1_000; i++) {
            byte[] id = Identity.bytesOf("id-" + i);
            byte[] note = "about %d and more".formatted(i).getBytes(StandardCharsets.UTF_8);
            first.add(id, id.length, Identity.hash(id, id.length), note, "about ".length(), i % 4);
        }
        IdentitySet second = new IdentitySet(true);
        second.addAll(first.bytesFrom(0));
        for (int i = 0; i < 1_000; i++) {
            byte[] id = Identity.bytesOf("id-" + i);
            int at = second.find(id, id.length, Identity.hash(id, id.length));
            assertThat(new String(second.noteAt(at), StandardCharsets.UTF_8))
                    .isEqualTo("%d and".formatted(i).substring(0, i % 4));
        }
    }

    @Test
    void a_uuid_takes_17_bytes_and_only_its_canonical_form_does() {
        String uuid = "0198d7a0-1c2d-7e3f-8a4b-5c6d7e8f9a0b";
        assertThat(Identity.bytesOf(uuid)).hasSize(17).startsWith(0, 0x01, 0x98);
        assertThat(Identity.bytesOf(uuid.toUpperCase(java.util.Locale.ROOT))).hasSize(36);
        assertThat(Identity.bytesOf(uuid.replace("-", "x"))).hasSize(36);
        assertThat(Identity.bytesOf("é")).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
        byte[] within = ("x" + uuid + "x").getBytes(StandardCharsets.UTF_8);
        assertThat(Identity.bytesOf(within, 1, 36)).isEqualTo(Identity.bytesOf(uuid));
        assertThat(Identity.bytesOf(within, 0, 36)).hasSize(36);
    }

    @Test
    void different_uuids_have_different_bytes() {
        Random random = new Random(1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            seen.add(new String(Identity.bytesOf(uuid.toString()), StandardCharsets.ISO_8859_1));
        }
        assertThat(seen).hasSize(1_000);
    }
}
