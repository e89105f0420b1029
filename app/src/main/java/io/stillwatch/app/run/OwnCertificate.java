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
/// 1. What counts is the chain that the process read when it started, until it starts again; the
///    chain expires with the first of its certificates.
/// 2. It is reported two weeks before it expires, as minor, and from three days before as major.
/// 3. If the file holds a later one by then, a restart is all that is missing.
/// 4. A file that cannot be read is reported as major: the next start fails.
record OwnCertificate(Path file, Instant usedUntil) {
  private static final Duration EARLY = Duration.ofDays(14);
  private static final Duration SOON = Duration.ofDays(3);
  private static final String RENEW = "Renew push.syslog.certificateFile and restart the process.";

  /// As the process starts; none if no syslog is received over TLS.
  static Optional<OwnCertificate> of(SyslogConfig syslog) throws IOException {
    return syslog.tlsPort() == 0
        ? Optional.empty()
        : Optional.of(of(Path.of(syslog.certificateFile())));
  }

  /// What the file holds now is what is used from now on.
  static OwnCertificate of(Path file) throws IOException {
    return new OwnCertificate(file, expiry(file));
  }

  Optional<Ailment> ailment(Instant now) {
    Instant onDisk;
    try {
      onDisk = expiry(file);
    } catch (IOException e) {
      return Optional.of(
          ailment(
              Severity.MAJOR,
              "the certificate " + file + " cannot be read: " + e.getMessage(),
              RENEW));
    }
    return usedUntil.isBefore(now.plus(EARLY))
        ? Optional.of(expires(onDisk.isAfter(usedUntil), now))
        : Optional.empty();
  }

  private static Instant expiry(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .filter(X509Certificate.class::isInstance)
          .map(one -> ((X509Certificate) one).getNotAfter().toInstant())
          .min(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("it holds no certificate"));
    } catch (CertificateException e) {
      throw new IOException(e.toString(), e);
    }
  }

  private Ailment expires(boolean renewed, Instant now) {
    var severity = usedUntil.isBefore(now.plus(SOON)) ? Severity.MAJOR : Severity.MINOR;
    var words =
        usedUntil.isBefore(now)
            ? " expired " + Durations.words(Duration.between(usedUntil, now)) + " ago"
            : " expires in " + Durations.words(Duration.between(now, usedUntil));
    return renewed
        ? ailment(
            severity,
            "the certificate in use" + words + "; " + file + " is renewed but not in use yet",
            "Restart the process: it reads the certificate when it starts.")
        : ailment(severity, "the certificate " + file + words, RENEW);
  }

  private static Ailment ailment(Severity severity, String problem, String remedy) {
    return new Ailment(
        "certificate",
        severity,
        problem,
        "Once it has expired, no sender of syslog over TLS connects.",
        remedy);
  }
}
