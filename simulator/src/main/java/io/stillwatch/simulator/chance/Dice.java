// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.chance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The random numbers of one thing in one minute.
public final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public static Dice of(long seed, String name, Instant minute) {
    var mixed = seed * 0x9E3779B97F4A7C15L + name.hashCode() * 0xBF58476D1CE4E5B9L;
    return new Dice(mixed ^ minute.getEpochSecond() * 0x94D049BB133111EBL);
  }

  /// From 0 to bound - 1.
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /// Many small values and a few large ones, about `median` in the middle.
  public double skewed(double median) {
    return median * Math.exp(random.nextGaussian() * 0.8);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  @SafeVarargs
  public final <T> T oneOf(T... things) {
    return things[random.nextInt(things.length)];
  }

  /// The instants within the minute at which something happens that happens `perHour` times an hour
  /// on average, in order (a Poisson process).
  public List<Instant> instants(Instant minute, double perHour) {
    var mean = perHour / 60;
    var instants = new ArrayList<Instant>();
    for (var t = gap(mean); t < 60; t += gap(mean)) {
      instants.add(minute.plusNanos(1000 * (long) (t * 1e6)));
    }
    return instants;
  }

  private double gap(double mean) {
    return -Math.log(1 - random.nextDouble()) * 60 / mean;
  }
}
