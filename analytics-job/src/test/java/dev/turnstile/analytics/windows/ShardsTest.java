package dev.turnstile.analytics.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class ShardsTest {

    @Test
    void each_shard_is_one_key_group() {
        assertThat(IntStream.range(0, Shards.COUNT))
                .allSatisfy(shard -> assertThat(
                                KeyGroupRangeAssignment.assignToKeyGroup(Shards.keyOfShard(shard), Shards.COUNT))
                        .isEqualTo(shard));
    }

    @Test
    void hashes_are_spread_over_all_shards() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(i -> Identity.bytesOf("user-" + i))
                        .mapToInt(id -> Shards.of(Identity.hash(id, id.length)))
                        .distinct()
                        .count())
                .isEqualTo(Shards.COUNT);
    }
}
