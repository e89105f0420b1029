// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

/// A query for people who do not know the fields.
enum Preset {
  CRON_STARTS("Cron starts", "event.action : \"run-start\""),
  CRON_ERRORS(
      "Cron errors", "event.action : (\"config-error\" or \"config-rejected\" or \"run-failed\")"),
  RDS_ERRORS("RDS errors", "process.name : \"rds.error\""),
  ROTATIONS("Rotations", "event.action : \"rotation-evidence\""),
  NOT_PARSED("Not parsed", "event.action : \"unparsed\"");

  private final String label;
  private final String kql;

  Preset(String label, String kql) {
    this.label = label;
    this.kql = kql;
  }

  String label() {
    return label;
  }

  String kql() {
    return kql;
  }
}
