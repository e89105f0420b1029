// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.push.SyslogIntake;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogListenerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:30Z");
  private static final long CAP = 1 << 20;

  @TempDir private Path folder;
  private final Semaphore commits = new Semaphore(0);
  private Spool spool;
  private SyslogIntake intake;

  @BeforeEach
  void open() throws Exception {
    var clock = InstantSource.fixed(NOW);
    spool = Spool.open(folder.resolve("spool"), CAP, clock);
    intake =
        new SyslogIntake(
            new Intake(spool, new TextWriter(), clock, commits::release), ZoneOffset.UTC);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void both_framings_and_both_layouts_become_runs_of_the_hosts_that_they_name() throws Exception {
    try (var listener = listen(Optional.empty())) {
      send(
          new Socket("127.0.0.1", listener.tcpPort()),
          "<78>Nov 22 02:00:01 db-1 CRON[12]: (root) CMD (/opt/a.sh)\n");
      var protocol23 = "<78>1 2026-11-22T02:00:02.5Z db-2 CRON 13 - - (root) CMD (/opt/b.sh)";
      send(new Socket("127.0.0.1", listener.tcpPort()), protocol23.length() + " " + protocol23);
      send(new Socket("127.0.0.1", listener.tcpPort()), "<78>CRON[14]: (root) CMD (/opt/c.sh)\n");
    }
    assertThat(texts())
        .containsExactlyInAnyOrder(
            "run-start|db-1|2026-11-22T02:00:01Z",
            "run-start|db-2|2026-11-22T02:00:02.500Z",
            "run-start|127.0.0.1|2026-11-22T02:00:30Z");
    assertThat(spool.checkpoints("push:")).hasSize(3);
  }

  @Test
  void the_last_message_counts_although_the_connection_broke_off() throws Exception {
    try (var listener = listen(Optional.empty())) {
      send(
          new Socket("127.0.0.1", listener.tcpPort()),
          "<13>Nov 22 02:00:01 a b: one\n<13>Nov 22 02");
    }
    assertThat(texts()).hasSize(2);
  }

  @Test
  void tls_is_read_like_tcp() throws Exception {
    var files = certificate();
    try (var listener = listen(Optional.of(files))) {
      var socket = trusting().getSocketFactory().createSocket("127.0.0.1", listener.tlsPort());
      send(socket, "<78>Nov 22 02:00:01 db-1 CRON[12]: (root) CMD (/opt/a.sh)\n");
    }
    assertThat(texts()).containsExactly("run-start|db-1|2026-11-22T02:00:01Z");
  }

  @Test
  void datagrams_are_messages() throws Exception {
    try (var listener = listen(Optional.empty());
        var socket = new DatagramSocket()) {
      var bytes =
          "<78>Nov 22 02:00:01 db-1 CRON[1]: (root) CMD (x)".getBytes(StandardCharsets.UTF_8);
      socket.send(
          new DatagramPacket(
              bytes, bytes.length, InetAddress.getByName("127.0.0.1"), listener.udpPort()));
      await();
      assertThat(listener.dropped()).isZero();
    }
    assertThat(texts()).containsExactly("run-start|db-1|2026-11-22T02:00:01Z");
  }

  @Test
  void a_full_spool_stops_the_reading_and_loses_nothing() throws Exception {
    var filler = new Document("x", "filler", new byte[(int) CAP]);
    spool.put(new SourceId("filler"), List.of(filler), new Checkpoint("1"));
    try (var listener = listen(Optional.empty());
        var socket = new Socket("127.0.0.1", listener.tcpPort())) {
      socket
          .getOutputStream()
          .write("<13>Nov 22 02:00:01 a b: one\n".getBytes(StandardCharsets.UTF_8));
      assertThat(commits.tryAcquire(600, TimeUnit.MILLISECONDS)).isFalse();
      var rows = spool.oldest(0, 1, Long.MAX_VALUE, Set.of());
      spool.settle(rows, List.of(new BulkItemOutcome(BulkItemOutcome.Kind.STORED, "")));
      await();
    }
    assertThat(texts()).containsExactly("other|a|2026-11-22T02:00:01Z");
  }

  @Test
  void a_port_that_is_taken_is_named() throws Exception {
    try (var listener = listen(Optional.empty())) {
      var same =
          new ListenSettings(
              "127.0.0.1",
              OptionalInt.of(listener.tcpPort()),
              Optional.empty(),
              OptionalInt.empty());
      assertThatThrownBy(() -> SyslogListener.start(same, intake, InstantSource.fixed(NOW)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(listener.tcpPort()))
          .hasMessageContaining("push.syslog");
    }
  }

  private SyslogListener listen(Optional<ListenSettings.Tls> tls) throws IOException {
    return SyslogListener.start(
        new ListenSettings("127.0.0.1", OptionalInt.of(0), tls, OptionalInt.of(0)),
        intake,
        InstantSource.fixed(NOW));
  }

  private void send(Socket socket, String text) throws Exception {
    try (socket) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      await();
      assertThat(socket.getInputStream().read()).isEqualTo(-1); // read to its end, and closed
    }
  }

  private void await() throws InterruptedException {
    assertThat(commits.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  /// keytool comes with every JDK.
  private ListenSettings.Tls certificate() throws Exception {
    var store = folder.resolve("store.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "a",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=127.0.0.1",
                    "-ext",
                    "SAN=IP:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    "changeit"))
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor()).isZero();
    var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    var mime = Base64.getMimeEncoder();
    var certificate = folder.resolve("cert.pem");
    var key = folder.resolve("key.pem");
    Files.writeString(
        certificate,
        pem("CERTIFICATE", mime.encodeToString(keys.getCertificate("a").getEncoded())));
    Files.writeString(
        key,
        pem(
            "PRIVATE KEY",
            mime.encodeToString(keys.getKey("a", "changeit".toCharArray()).getEncoded())));
    return new ListenSettings.Tls(0, certificate, key);
  }

  private static String pem(String kind, String base64) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
  }

  private SSLContext trusting() throws Exception {
    var store = folder.resolve("store.p12").toFile();
    var keys = KeyStore.getInstance(store, "changeit".toCharArray());
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", keys.getCertificate("a"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private List<String> texts() throws Exception {
    return spool.oldest(0, 1_000, Long.MAX_VALUE, Set.of()).stream()
        .map(row -> new String(row.document().json(), StandardCharsets.UTF_8))
        .toList();
  }

  private static final class TextWriter implements DocumentWriter {
    @Override
    public List<Document> encode(List<? extends Evidence> evidence) {
      return evidence.stream().map(TextWriter::encode).toList();
    }

    private static Document encode(Evidence evidence) {
      var line = (LogRecord) evidence;
      var text = line.event().kind() + "|" + line.host().name() + "|" + line.at();
      return new Document("x", line.id(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<BulkItemOutcome> write(List<Document> documents) {
      throw new AssertionError("Nothing is sent here.");
    }
  }
}
