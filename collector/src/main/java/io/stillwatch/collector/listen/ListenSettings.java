// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// Where to listen for syslog; a port that is absent is not opened, port 0 takes a free one.
public record ListenSettings(
    String address, OptionalInt tcpPort, Optional<Tls> tls, OptionalInt udpPort) {
  /// Certificate chain and key, both in PEM, the key in PKCS #8 without a password.
  public record Tls(int port, Path certificate, Path key) {}
}
