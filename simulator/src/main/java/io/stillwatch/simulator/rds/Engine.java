// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import java.util.Map;

/// The database engines that the simulated account offers.
public enum Engine {
  MYSQL("mysql", 3306),
  MARIADB("mariadb", 3306),
  POSTGRES("postgres", 5432);

  private final String word;
  private final int port;

  Engine(String word, int port) {
    this.word = word;
    this.port = port;
  }

  /// The word of the API, as in `Engine` of DescribeDBInstances.
  public String word() {
    return word;
  }

  /// What a parameter group says of logging where people rotate and read files.
  Map<String, String> parameters() {
    return switch (this) {
      case MYSQL, MARIADB ->
          Map.of(
              "log_output",
              "FILE",
              "slow_query_log",
              "1",
              "general_log",
              "0",
              "event_scheduler",
              "ON");
      case POSTGRES ->
          Map.of(
              "log_destination", "stderr",
              "log_filename", "postgresql.log.%Y-%m-%d-%H",
              "log_line_prefix", "%t:%r:%u@%d:[%p]:",
              "log_rotation_age", "60",
              "rds.log_retention_period", "4320",
              "shared_preload_libraries", "pg_stat_statements");
    };
  }

  public int port() {
    return port;
  }
}
