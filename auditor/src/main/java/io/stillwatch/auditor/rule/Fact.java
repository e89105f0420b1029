// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.host.HostView;

/// Knowledge that a rule needs beyond the text of the files.
public enum Fact {
  FILE_MODES("the mode and owner of tables"),
  USERS("the users of the host"),
  PROGRAMS("the programs in the folders of the PATH"),
  FILES("the state of the files that jobs name"),
  DAEMON_LOG("complaints of the daemon"),
  RUNS("the commands that cron started"),
  SNAPSHOT_BEFORE("a snapshot from before"),
  UNITS("the state of the units of the host"),
  FILE_SYSTEMS("how full the file systems are"),
  ANACRON("the time stamps of anacron"),
  LOGROTATE_VERSION("the version of logrotate"),
  CONTAINER("whether the host is a container"),
  DB_INSTANCES("the names of the database instances, which only a given snapshot tells"),
  BUCKETS("the names of the buckets, which only a given snapshot tells"),
  /// Of documents alone: what the examples show and nothing that is asked of AWS answers.
  GIVEN_DOCUMENT("a given document like the example: no reader collects all of it");

  private final String words;

  Fact(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  public boolean knownOf(HostView host) {
    return switch (this) {
      case FILE_MODES -> host.config().files().stream().anyMatch(f -> f.attributes().known());
      case USERS -> host.facts().knowsUsers();
      case PROGRAMS -> host.facts().knowsPrograms();
      case FILES -> host.facts().knowsFiles() || host.facts().knowsPrograms();
      case DAEMON_LOG -> !host.request().faults().isEmpty();
      case RUNS -> !host.request().commands().isEmpty();
      case SNAPSHOT_BEFORE -> host.request().before().isPresent();
      case UNITS -> host.knowsFact("unit:");
      case FILE_SYSTEMS -> host.knowsFact("fs:");
      case ANACRON -> host.knowsFact("anacron:");
      case LOGROTATE_VERSION -> host.knowsFact("logrotate");
      case CONTAINER -> host.knowsFact("container");
      case DB_INSTANCES -> host.knowsFact("db.instances");
      case BUCKETS -> host.knowsFact("s3.buckets");
      case GIVEN_DOCUMENT -> false;
    };
  }
}
