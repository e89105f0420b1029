/// What the messages of cron, anacron, run-parts, logrotate and systemd say about jobs. Invariant:
/// a message that is not understood becomes Other, never an exception and never nothing.
@NullMarked
package io.stillwatch.collector.cron;

import org.jspecify.annotations.NullMarked;
