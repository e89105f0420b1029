// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;
import java.util.List;

/// Asks the parts of Stillwatch how they are.
@FunctionalInterface
public interface SelfCheck {
  /// Nobody to ask.
  SelfCheck NONE = _ -> List.of();

  /// What is wrong now; empty if nothing is.
  List<Ailment> ailments(Instant now);
}
