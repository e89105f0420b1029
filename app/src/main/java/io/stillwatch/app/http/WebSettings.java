// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.util.Set;

/// Where the server listens, and by which names it may be called.
///
/// Port 0 takes a free one. There are no users yet, so the address is the loopback and the `Host`
/// header must name it: otherwise any web page could rebind its own name to this server and read
/// it. `names` are further names, for instance of a reverse proxy that asks for a password.
public record WebSettings(String address, int port, Set<String> names) {
  public WebSettings {
    names = Set.copyOf(names);
  }

  public static WebSettings local(int port) {
    return new WebSettings("127.0.0.1", port, Set.of());
  }
}
