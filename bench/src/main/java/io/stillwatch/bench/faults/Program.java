// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.util.List;

/// What a stage starts and kills.
interface Program {
  /// What follows the class path on the command line of Java: the main class and its arguments.
  List<String> arguments();

  /// What Java itself is told.
  List<String> flags();

  /// The line that says that it works begins so; the number behind is its port.
  String ready();
}
