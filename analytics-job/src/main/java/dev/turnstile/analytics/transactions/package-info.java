/** Payments: discounts, high ones, totals of users and categories, and one pattern of fraud. */
@NullMarked
package dev.turnstile.analytics.transactions;

import org.jspecify.annotations.NullMarked;
