// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.JobKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes one story of all stoppages on a host on which cron starts nothing at all any more.
///
/// One dead daemon is one alert, not forty: the stoppages join the one that was missed first.
final class QuietHosts {
  private static final int SEVERAL = 2;

  private QuietHosts() {}

  /// `silent` in the order of their first miss.
  static List<Stoppage> asOneStory(
      List<Stoppage> silent, Function<Host, Optional<HostBook>> hosts) {
    Map<Host, Stoppage> firsts = new HashMap<>();
    for (var stoppage : silent) {
      var host = stoppage.job().host();
      if (quiet(host, silent, hosts)) firsts.putIfAbsent(host, stoppage);
    }
    return silent.stream().map(stoppage -> join(stoppage, firsts)).toList();
  }

  private static boolean quiet(
      Host host, List<Stoppage> silent, Function<Host, Optional<HostBook>> hosts) {
    var crons =
        silent.stream()
            .filter(stoppage -> stoppage.job().host().equals(host))
            .filter(stoppage -> stoppage.job().kind() == JobKind.CRON)
            .toList();
    return crons.size() >= SEVERAL
        && hosts
            .apply(host)
            .filter(book -> book.lastCronRun().isBefore(crons.getFirst().firstMissed()))
            .isPresent();
  }

  private static Stoppage join(Stoppage stoppage, Map<Host, Stoppage> firsts) {
    var first = firsts.get(stoppage.job().host());
    if (first == null || first.job().group().equals(stoppage.job().group())) return stoppage;
    return stoppage.withJob(stoppage.job().withDriver(first.job().group()));
  }
}
