// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The faults that are switched on. At most one strikes a request: the first rule that fits and
/// whose chance comes up.
public final class Faults {
  private final List<FaultRule> rules = new ArrayList<>();
  private SplittableRandom random;
  private long strikes;

  public Faults(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public synchronized void add(FaultRule rule) {
    rules.add(rule);
  }

  /// Rolls the chances from here on as they fall with this seed.
  public synchronized void seed(long seed) {
    random = new SplittableRandom(seed);
  }

  public synchronized void clear() {
    rules.clear();
  }

  /// How many requests were struck so far.
  public synchronized long strikes() {
    return strikes;
  }

  synchronized Optional<Fault> next(QueryRequest request) {
    for (var i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      if (!rule.matches(request) || random.nextDouble() >= rule.chance()) continue;
      rules.set(i, rule.times(rule.times() - 1));
      strikes++;
      return Optional.of(rule.fault());
    }
    return Optional.empty();
  }
}
