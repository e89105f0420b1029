// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.util.ArrayList;
import java.util.List;

/// A line of the user database of a host.
record Account(String name, int uid, List<Integer> gids, String home, String shell) {
  Account {
    gids = List.copyOf(gids);
  }

  static Account system(String name, int uid, String home) {
    return new Account(name, uid, List.of(uid), home, "/usr/sbin/nologin");
  }

  static Account person(String name, int uid, Integer... moreGroups) {
    var groups = new ArrayList<>(List.of(uid));
    groups.addAll(List.of(moreGroups));
    return new Account(name, uid, groups, "/home/" + name, "/bin/bash");
  }
}
