// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.job.Durations;
import io.stillwatch.ui.ports.Administration.Setting;
import io.stillwatch.ui.time.Sizes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/// Facts of this process, for people.
final class SystemFacts {
  private SystemFacts() {}

  static List<Setting> read() {
    var runtime = Runtime.getRuntime();
    var machine = ManagementFactory.getRuntimeMXBean();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return List.of(
        new Setting("Up for", Durations.words(Duration.ofMillis(machine.getUptime()))),
        new Setting("Java", Runtime.version().toString()),
        new Setting("Processors", Integer.toString(runtime.availableProcessors())),
        new Setting("Heap", Sizes.words(used) + " of " + Sizes.words(runtime.maxMemory())));
  }
}
