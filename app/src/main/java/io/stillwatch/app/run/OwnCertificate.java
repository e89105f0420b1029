// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.Config.SyslogConfig;
import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.job.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// The certificate that syslog over TLS is received with: once it has expired, no sender connects.
///
/// 1. It is reported two weeks before it expires, as minor.
/// 2. From three days before, as major.
/// 3. The chain expires with the first of its certificates.
record OwnCertificate(Path file) {
  private static final Duration EARLY = Duration.ofDays(14);
  private static final Duration SOON = Duration.ofDays(3);

  /// None if no syslog is received over TLS.
  static Optional<OwnCertificate> of(SyslogConfig syslog) {
    return syslog.tlsPort() == 0
        ? Optional.empty()
        : Optional.of(new OwnCertificate(Path.of(syslog.certificateFile())));
  }

  Optional<Ailment> ailment(Instant now) {
    try {
      return expiry().filter(end -> end.isBefore(now.plus(EARLY))).map(end -> expires(end, now));
    } catch (IOException | CertificateException e) {
      return Optional.of(
          ailment(Severity.MAJOR, "the certificate " + file + " cannot be read: " + e));
    }
  }

  private Optional<Instant> expiry() throws IOException, CertificateException {
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .filter(X509Certificate.class::isInstance)
          .map(one -> ((X509Certificate) one).getNotAfter().toInstant())
          .min(Comparator.naturalOrder());
    }
  }

  private Ailment expires(Instant end, Instant now) {
    var severity = end.isBefore(now.plus(SOON)) ? Severity.MAJOR : Severity.MINOR;
    var words =
        end.isBefore(now)
            ? " expired " + Durations.words(Duration.between(end, now)) + " ago"
            : " expires in " + Durations.words(Duration.between(now, end));
    return ailment(severity, "the certificate " + file + words);
  }

  private static Ailment ailment(Severity severity, String problem) {
    return new Ailment(
        "certificate",
        severity,
        problem,
        "Once it has expired, no sender of syslog over TLS connects.",
        "Renew push.syslog.certificateFile and restart the process.");
  }
}
