// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/// The name of this process as the owner of leases.
final class Owner {
  private Owner() {}

  /// Of this start of the process: another start with the same data is another owner.
  static String of(String dataId) {
    var start = UUID.randomUUID().toString().substring(0, 8);
    return host() + "/" + ProcessHandle.current().pid() + "/" + dataId + "/" + start;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "unknown-host";
    }
  }
}
