package dev.turnstile.kubernetes;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that has to be so in every overlay.
 *
 * @param faults what is not so, one line each
 * @param breach changes one manifest such that it is not so any more: that the rule is seen to fail
 */
record Rule(String name, Function<Manifests, List<String>> faults, Consumer<Manifests> breach) {

    @Override
    public String toString() {
        return name;
    }
}
