// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Remedy;
import java.util.Set;
import java.util.regex.Pattern;

/// Changes of an instance's parameter group.
final class ParameterGroup {
  /// They take effect with the next start of the database, and RDS refuses `immediate` for them.
  private static final Set<String> STATIC =
      Set.of("shared_preload_libraries", "max_worker_processes", "cron.max_running_jobs");

  private static final Pattern PLAIN_VALUE = Pattern.compile("[\\w.%-]+");

  private ParameterGroup() {}

  /// By hand for the default group, which cannot be changed, and for values with a comma, which the
  /// short form of `--parameters` cannot hold.
  static Remedy set(Tree instance, String parameter, String good) {
    var group = instance.at("DBParameterGroup").text();
    boolean changeable = !group.isEmpty() && !group.startsWith("default.");
    if (!changeable || !PLAIN_VALUE.matcher(good).matches()) {
      return Remedy.byHand("set " + parameter + " to " + good + " in the parameter group");
    }
    var method = STATIC.contains(parameter) ? "pending-reboot" : "immediate";
    return Remedy.run(
        "aws",
        "rds",
        "modify-db-parameter-group",
        "--db-parameter-group-name",
        group,
        "--parameters",
        "ParameterName=" + parameter + ",ParameterValue=" + good + ",ApplyMethod=" + method);
  }
}
