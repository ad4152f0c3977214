/** What the Terraform configuration must be, as far as it can be told without a cloud and without its providers. */
@NullMarked
package dev.turnstile.terraform;

import org.jspecify.annotations.NullMarked;
