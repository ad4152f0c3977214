package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.Money;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.CategoryResult;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import dev.turnstile.events.results.UserTotals;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.events.transactions.ProcessedPayment;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionsPageIT {

    private static final String SPEND = "Spend per category";
    private static final String SPENDERS = "Top spenders";
    private static final String HIGH = "High payments";

    @RegisterExtension
    static final LivePage live = new LivePage();

    @BeforeEach
    void fill() {
        for (int ago = 12; ago > 1; ago--) {
            sold("electronics", minutesAgo(ago), 1_000_00 + ago, Status.FINAL, 0);
            sold("books", minutesAgo(ago), 200_00, Status.FINAL, 0);
        }
        sold("books", minutesAgo(3), 333_33, Status.CORRECTED, 1);
        spent("page-rich", 9_876_543_21, 42);
        spent("page-poor", 1_00, 1);
        paid("page-old", minutesAgo(5), "page-rich");
        live.topics().flush();
    }

    private static void sold(String category, Instant start, long cents, Status status, int revision) {
        var settlement = new Settlement(start, start.plusSeconds(30), status, revision, Instant.now());
        var result = new CategoryResult(settlement, category, Money.ofCents(cents), 3);
        boolean isLive = status == Status.PROVISIONAL;
        live.topics()
                .send(
                        isLive ? Topics.LIVE : Topics.CATEGORY_AGGREGATIONS,
                        isLive ? result.key() : category,
                        result.toJson());
    }

    private static void spent(String user, long cents, long payments) {
        var totals = new UserTotals(user, Money.ofCents(cents), payments, minutesAgo(1));
        live.topics().send(Topics.USER_AGGREGATIONS, user, totals.toJson());
    }

    private static void paid(String id, Instant time, String user) {
        var payment =
                new Payment(id, user, "laptop", "electronics", Money.ofCents(999_99), 1, "credit_card", time, "city_5");
        var processed = new ProcessedPayment(payment, new BigDecimal("0.95"), Money.ofCents(949_99), Instant.now());
        live.topics().send(Topics.HIGH_VALUE_TRANSACTIONS, user, processed.toJson());
    }

    private static ResultsPage open() {
        ResultsPage page = live.page().open("transactions");
        eventually().until(() -> page.words().contains("page-rich"));
        return page;
    }

    @Test
    void spend_is_drawn_by_category_and_the_table_behind_it_has_the_numbers() {
        ResultsPage page = open();
        eventually().until(() -> page.isDrawn(SPEND));
        assertThat(page.heading()).isEqualTo("Transactions");
        live.browser().screenshot("transactions-drawn");
        page.toggleTable(SPEND);
        eventually()
                .until(() -> page.rows(SPEND).stream()
                        .anyMatch(row -> row.contains("|1,000.03|333.33|") && row.endsWith("Corrected")));
        assertThat(page.accessibilityFindings()).isEmpty();
    }

    @Test
    void whoever_spent_most_comes_first() {
        ResultsPage page = open();
        assertThat(page.rows(SPENDERS).get(0)).startsWith("page-rich|9,876,543.21|42|");
        spent("page-richer", 99_876_543_21L, 43);
        eventually().until(() -> page.rows(SPENDERS).get(0).startsWith("page-richer|99,876,543.21|43|"));
        spent("page-richer", 2_00, 44);
        eventually().until(() -> page.rows(SPENDERS).stream().anyMatch(row -> row.startsWith("page-richer|2.00|44|")));
    }

    @Test
    void a_high_payment_comes_in_at_the_top() {
        ResultsPage page = open();
        paid("page-new", Instant.now(), "page-newcomer");
        eventually().until(() -> page.rows(HIGH).get(0).contains("|page-newcomer|laptop|999.99|949.99|city_5"));
    }

    @Test
    void a_pattern_is_told_of_until_it_is_over() {
        ResultsPage page = open();
        alert(Alert.State.FIRING);
        eventually().until(() -> page.words().contains("High payments from three places"));
        assertThat(page.accessibilityFindings()).isEmpty();
        alert(Alert.State.RESOLVED);
        eventually().until(() -> page.words().contains("Nothing is firing"));
    }

    private static void alert(Alert.State state) {
        var alert = new Alert(
                "HIGH_PAYMENTS_FROM_THREE_PLACES|transactions|page-thief|x",
                "transactions",
                "page-thief",
                "HIGH_PAYMENTS_FROM_THREE_PLACES",
                state,
                3,
                2,
                1,
                minutesAgo(1),
                null);
        live.topics().send(Topics.ALERTS, alert.alertId(), alert.toJson());
    }
}
