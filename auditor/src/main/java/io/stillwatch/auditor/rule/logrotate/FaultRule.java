// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.RotationJob;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.core.job.Job;
import java.util.stream.Stream;

/// A rule about something that logrotate complains of.
interface FaultRule extends Rule {
  boolean explains(LogrotateFault fault);

  Problem explain(LogrotateFault fault, HostView host);

  @Override
  default Stream<Problem> check(HostView host) {
    return host.logrotate().faults().stream()
        .filter(this::explains)
        .map(fault -> explain(fault, host).losing(lost(fault, host)));
  }

  private static Stream<Job> lost(LogrotateFault fault, HostView host) {
    return host.rotations().stream()
        .filter(r -> r.stanza().lostBy().filter(fault::equals).isPresent())
        .map(RotationJob::job);
  }

  /// What is lost, for the end of a title.
  static String consequence(LogrotateFault fault) {
    return switch (fault.loss()) {
      case LINE -> "logrotate ignores the line";
      case STANZA -> "logrotate skips the stanza";
      case REST_OF_FILE -> "logrotate reads nothing after it in this file";
    };
  }
}
