// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.time;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// The processor time that a thread took: what else runs on the machine does not count.
public final class ProcessorTime {
  private ProcessorTime() {}

  public static Duration ofThisThread() {
    return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }
}
