/** Real PostgreSQL and Redis on 127.0.0.1, each a process of its own: for the local platform and for tests. */
@NullMarked
package dev.turnstile.databases;

import org.jspecify.annotations.NullMarked;
