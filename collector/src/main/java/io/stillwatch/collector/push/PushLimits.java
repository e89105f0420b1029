// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

/// How many hosts may push, and how many keys may be pinged.
public record PushLimits(int mostHosts, int mostPings) {
  public static final PushLimits USUAL = new PushLimits(10_000, 1_000);
}
