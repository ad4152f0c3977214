package dev.turnstile.kubernetes;

/** A range of IPv4 addresses: its first one as a number, and how many bits of it all have in common. */
record Cidr(long first, int bits) {

    static Cidr of(String text) {
        String[] parts = text.split("[./]", -1);
        long first = 0;
        for (int i = 0; i < 4; i++) {
            first = (first << 8) | Integer.parseInt(parts[i]);
        }
        return new Cidr(first, Integer.parseInt(parts[4]));
    }

    /** Whether any address is in both: then one of them has all of the other. */
    boolean overlaps(Cidr other) {
        int rest = 32 - Math.min(bits, other.bits);
        return first >> rest == other.first >> rest;
    }
}
