/** What is particular to Flink: its configuration, its REST interface, and the jobs with their checkpoints. */
@NullMarked
package dev.turnstile.local.flink;

import org.jspecify.annotations.NullMarked;
