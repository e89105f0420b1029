/// Alerts: the list, the page of one, and what people do with it. Invariant: nothing here resolves
/// an alert; only an observed run does.
@NullMarked
package io.stillwatch.ui.alerts;

import org.jspecify.annotations.NullMarked;
