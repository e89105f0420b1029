// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.Config.PushConfig;
import io.stillwatch.app.config.Config.SyslogConfig;
import io.stillwatch.collector.listen.ListenSettings;
import io.stillwatch.collector.listen.SyslogListener;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.push.SyslogIntake;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The syslog ports that a configuration asks for.
final class Listening {
  private static final Logger log = LoggerFactory.getLogger(Listening.class);

  private Listening() {}

  static SyslogListener start(PushConfig push, Intake intake, InstantSource clock)
      throws IOException {
    var syslog = push.syslog();
    warnOfNetwork(syslog);
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

  /// Whoever reaches a syslog port may write in the name of any host.
  private static void warnOfNetwork(SyslogConfig syslog) throws IOException {
    boolean open = syslog.tcpPort() != 0 || syslog.tlsPort() != 0 || syslog.udpPort() != 0;
    if (!open || InetAddress.getByName(syslog.address()).isLoopbackAddress()) return;
    log.atWarn()
        .addKeyValue("address", syslog.address())
        .log("Syslog is open to a network without a password; a firewall must limit who sends.");
  }

  private static OptionalInt port(int configured) {
    return configured == 0 ? OptionalInt.empty() : OptionalInt.of(configured);
  }
}
