// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.evidence.Host;

/// Which series it is; a seed makes a [Series] of it.
record SeriesSpec(PeriodClass every, boolean configured, SeriesKind kind, Fault fault) {
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
