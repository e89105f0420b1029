// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

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

  public int port() {
    return port;
  }
}
