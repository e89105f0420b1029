// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote.Importance;
import java.util.List;
import java.util.Locale;

/// How much a job matters as far as its kind and its command tell, where nobody said it. Pure.
///
/// 1. Logs of a database that are not rotated fill a disk that nobody can clean from a shell: high.
/// 2. Copies, certificates and payments cannot be made later: high.
/// 3. What only keeps things tidy: low.
public final class UsualImportance {
  private static final List<String> GRAVE =
      List.of(
          "backup",
          "dump",
          "restore",
          "replicat",
          "snapshot",
          "certbot",
          "acme",
          "renew",
          "billing",
          "invoice",
          "payment");
  private static final List<String> SLIGHT = List.of("mandb", "man-db", "locate", "apt-daily");

  private UsualImportance() {}

  public static Importance of(Job job) {
    if (job.kind() == JobKind.RDS_LOG || job.kind() == JobKind.SCHEDULER) return Importance.HIGH;
    var words = (job.name() + " " + job.definition().command()).toLowerCase(Locale.ROOT);
    if (GRAVE.stream().anyMatch(words::contains)) return Importance.HIGH;
    return SLIGHT.stream().anyMatch(words::contains) ? Importance.LOW : Importance.NORMAL;
  }
}
