// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.Config.PushConfig;
import io.stillwatch.collector.listen.ListenSettings;
import io.stillwatch.collector.listen.SyslogListener;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.push.SyslogIntake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/// The syslog ports that a configuration asks for.
final class Listening {
  private Listening() {}

  static SyslogListener start(PushConfig push, Intake intake, InstantSource clock)
      throws IOException {
    var syslog = push.syslog();
    var tls =
        syslog.tlsPort() == 0
            ? Optional.<ListenSettings.Tls>empty()
            : Optional.of(
                new ListenSettings.Tls(
                    syslog.tlsPort(),
                    Path.of(syslog.certificateFile()),
                    Path.of(syslog.keyFile())));
    return SyslogListener.start(
        new ListenSettings(syslog.address(), port(syslog.tcpPort()), tls, port(syslog.udpPort())),
        new SyslogIntake(intake, ZoneId.of(push.zone())),
        clock);
  }

  private static OptionalInt port(int configured) {
    return configured == 0 ? OptionalInt.empty() : OptionalInt.of(configured);
  }
}
