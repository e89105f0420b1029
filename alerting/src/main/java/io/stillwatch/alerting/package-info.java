/// Decides which stoppages make an alert, why they happened and who is told what. Invariant: every
/// decision and every text is a pure function of its arguments; only the relay talks to a store and
/// a channel.
@NullMarked
package io.stillwatch.alerting;

import org.jspecify.annotations.NullMarked;
