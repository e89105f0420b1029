// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/// A limit of a process, `SOFT` or `SOFT:HARD`, as systemd 252 reads it.
final class ResourceLimit {
  private static final BigInteger NICE_ZERO = BigInteger.valueOf(20);
  private static final BigInteger LOWEST_NICE = BigInteger.valueOf(40);

  private ResourceLimit() {}

  /// Why systemd ignores the value of a limit of this kind, or nothing.
  static Optional<String> problem(String kind, String value) {
    var soft = one(kind, value.split(":", 2)[0]);
    var hard = value.contains(":") ? one(kind, value.split(":", 2)[1]) : soft;
    if (soft.isEmpty() || hard.isEmpty()) {
      return Optional.of("systemd cannot read the value " + value);
    }
    if (soft.get().compareTo(hard.get()) <= 0) return Optional.empty();
    return Optional.of("systemd refuses a soft limit above the hard one: " + value);
  }

  private static Optional<BigInteger> one(String kind, String text) {
    if (kind.equals("limit-nice")) return nice(text);
    if (text.equals("infinity")) return Optional.of(Amount.MAX);
    var value =
        switch (kind) {
          case "limit-size" -> Amount.bytes(text);
          case "limit-seconds" -> TimeSpan.read(text).map(ResourceLimit::nanos);
          case "limit-microseconds" -> TimeSpan.ofMicros(text).map(ResourceLimit::nanos);
          default -> Amount.count(text);
        };
    return value.filter(n -> n.compareTo(Amount.MAX) < 0);
  }

  private static BigInteger nanos(Duration time) {
    return BigInteger.valueOf(time.getSeconds())
        .multiply(BigInteger.valueOf(1_000_000_000))
        .add(BigInteger.valueOf(time.getNano()));
  }

  /// A nice level with its sign, or the limit of the kernel from 0 to 40 without one.
  private static Optional<BigInteger> nice(String text) {
    if (text.startsWith("+"))
      return level(text).filter(n -> n.compareTo(NICE_ZERO) < 0).map(NICE_ZERO::subtract);
    if (text.startsWith("-"))
      return level(text).filter(n -> n.compareTo(NICE_ZERO) <= 0).map(NICE_ZERO::add);
    return Amount.count(text).filter(n -> n.compareTo(LOWEST_NICE) <= 0);
  }

  private static Optional<BigInteger> level(String text) {
    return Amount.count(text.substring(1));
  }
}
