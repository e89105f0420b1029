// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {
  @TempDir private Path folder;
  private Path file;
  private Instant start;

  /// By the JDK's own tool, valid for 90 days.
  @BeforeEach
  void make() throws Exception {
    var store = folder.resolve("keys.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    run(
        keytool,
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-validity",
        "90",
        "-storepass",
        "changeit",
        "-keystore",
        store.toString());
    file = folder.resolve("certificate.pem");
    run(
        keytool,
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-storepass",
        "changeit",
        "-keystore",
        store.toString(),
        "-file",
        file.toString());
    start = Instant.now();
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private Optional<Ailment> after(int days) {
    return new OwnCertificate(file).ailment(start.plus(Duration.ofDays(days)));
  }

  @Test
  void a_certificate_is_reported_two_weeks_before_it_expires_and_gravely_from_three_days_on() {
    assertThat(after(75)).isEmpty();
    assertThat(after(77).orElseThrow().severity()).isEqualTo(Severity.MINOR);
    assertThat(after(77).orElseThrow().problem()).contains("expires in 1");
    assertThat(after(88).orElseThrow().severity()).isEqualTo(Severity.MAJOR);
    assertThat(after(91).orElseThrow().problem()).contains("expired", "ago");
  }

  @Test
  void a_certificate_that_cannot_be_read_is_reported() throws Exception {
    Files.delete(file);
    assertThat(after(0).orElseThrow().problem()).contains("cannot be read");
  }
}
