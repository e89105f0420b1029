// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private OwnCertificate certificate;

  @BeforeEach
  void make() throws Exception {
    file = made("certificate.pem", 90);
    start = Instant.now();
    certificate = OwnCertificate.of(file);
  }

  /// By the JDK's own tool.
  private Path made(String name, int days) throws Exception {
    var store = folder.resolve(name + ".p12");
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
        Integer.toString(days),
        "-storepass",
        "changeit",
        "-keystore",
        store.toString());
    var made = folder.resolve(name);
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
        made.toString());
    return made;
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private Optional<Ailment> after(int days) {
    return certificate.ailment(start.plus(Duration.ofDays(days)));
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
  void a_renewed_file_counts_once_the_process_that_uses_the_old_one_was_restarted()
      throws Exception {
    Files.move(made("renewed.pem", 400), file, StandardCopyOption.REPLACE_EXISTING);
    var old = after(77).orElseThrow();
    assertThat(old.problem()).contains("in use expires in 1", "renewed but not in use yet");
    assertThat(old.remedy()).startsWith("Restart the process");
    certificate = OwnCertificate.of(file);
    assertThat(after(77)).isEmpty();
  }

  @Test
  void a_certificate_that_cannot_be_read_is_reported() throws Exception {
    Files.delete(file);
    assertThat(after(0).orElseThrow().problem()).contains("cannot be read");
  }
}
