// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.evidence.Host;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Which series it is; a seed makes a [Series] of it.
record SeriesSpec(
    PeriodClass every, boolean configured, SeriesKind kind, Fault fault, ZoneId zone) {
  SeriesSpec(PeriodClass every, boolean configured, SeriesKind kind, Fault fault) {
    this(every, configured, kind, fault, ZoneOffset.UTC);
  }

  SeriesSpec in(ZoneId hostZone) {
    return new SeriesSpec(every, configured, kind, fault, hostZone);
  }

  String name() {
    return String.join("-", every.word(), configured ? "conf" : "log", kind.word(), fault.word());
  }

  Host host() {
    return kind == SeriesKind.FAMILY ? Host.rds(name()) : Host.server(name());
  }

  Expectation expectation() {
    return fault.expectation(every);
  }
}
