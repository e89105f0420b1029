// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Listens for syslog over TCP, TLS and UDP. Invariant: while the spool is pressed nothing more is
/// read from a connection, so its sender keeps what it has.
@NullMarked
package io.stillwatch.collector.listen;

import org.jspecify.annotations.NullMarked;
