package dev.turnstile.sources.payments;

/** What the shop sells, most popular first, at what one piece costs on average, in cents. */
enum Product {
    NOVEL("books", 14_90),
    HEADPHONES("electronics", 79_00),
    SHIRT("clothing", 29_90),
    PHONE("electronics", 649_00),
    COOKBOOK("books", 34_00),
    SHOES("clothing", 95_00),
    LAMP("home", 49_90),
    LAPTOP("electronics", 999_99),
    ATLAS("books", 119_00),
    COAT("clothing", 189_00),
    CAMERA("electronics", 549_00),
    BALL("sports", 24_90),
    CHAIR("home", 139_00),
    TABLET("electronics", 399_00),
    ENCYCLOPEDIA("books", 620_00),
    SUIT("clothing", 420_00),
    BICYCLE("sports", 1_190_00),
    SOFA("home", 890_00),
    WATCH("electronics", 259_00),
    SKIS("sports", 510_00);

    private final String category;
    private final int cents;

    Product(String category, int cents) {
        this.category = category;
        this.cents = cents;
    }

    String category() {
        return category;
    }

    int cents() {
        return cents;
    }
}
