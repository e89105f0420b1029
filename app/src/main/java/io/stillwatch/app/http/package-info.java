/// One HTTP server for people, scripts and probes: the UI, the API, health and metrics. Invariant:
/// a request from a foreign page or host is refused before anything reads it.
@NullMarked
package io.stillwatch.app.http;

import org.jspecify.annotations.NullMarked;
