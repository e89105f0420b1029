// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

/// The three lines that a server of MySQL writes whenever it opens a log: at its start and at every
/// flush, and so in the middle of a file.
final class MysqlHeading {
  private MysqlHeading() {}

  static boolean is(String line) {
    if (line.startsWith("Tcp port:") || line.startsWith("TCP Port:")) return true;
    if (line.startsWith("Time ") || line.startsWith("Time\t"))
      return line.contains("Id") && line.contains("Command") && line.contains("Argument");
    return line.endsWith("started with:") && line.contains(", Version: ");
  }
}
