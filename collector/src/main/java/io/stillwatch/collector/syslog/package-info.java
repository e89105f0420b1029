/// The envelopes in which log lines arrive: RFC 3164, RFC 5424, rsyslog's ISO 8601, BusyBox, the
/// journal's JSON. Invariant: every line becomes exactly one reading, however broken it is.
@NullMarked
package io.stillwatch.collector.syslog;

import org.jspecify.annotations.NullMarked;
