// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.util.List;

/// A user of a host.
public record Account(
    String name, int uid, List<Integer> gids, String home, String shell, boolean usable) {
  public Account {
    gids = List.copyOf(gids);
  }
}
