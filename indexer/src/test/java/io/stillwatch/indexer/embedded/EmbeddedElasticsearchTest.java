// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Crashes of one server; every start needs seconds, so the tests start few servers.
class EmbeddedElasticsearchTest {
  private static final Path ZIP = Path.of(System.getProperty("stillwatch.elasticsearch.zip"));

  @TempDir Path folder;
  private final Set<ProcessHandle> before = children();
  private Path home;

  /// Closed to the user that the server runs as, like the folders of root.
  @BeforeEach
  void create_a_folder_that_is_closed_to_other_users() throws IOException {
    var closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    home = closed.resolve("elasticsearch");
  }

  @AfterEach
  void no_child_process_is_left() {
    assertThat(children()).isEqualTo(before);
  }

  /// Another test of this JVM may have a server of its own.
  private static Set<ProcessHandle> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toSet());
  }

  @Test
  void no_server_outlives_its_killed_parent_process_and_the_next_start_finds_the_data()
      throws Exception {
    Files.createDirectories(home.resolve("elasticsearch-9.5.3.unpacking/half"));
    var starter = starter();
    var output =
        new BufferedReader(new InputStreamReader(starter.getInputStream(), StandardCharsets.UTF_8));
    var uri = URI.create(output.readLine());
    var writer = output.readLine();
    var document = uri.resolve("/stillwatch-jobs/_doc/1?refresh=true");
    assertThat(status(document, "PUT", writer)).isEqualTo(201);
    var pid = Long.parseLong(Files.readString(home.resolve("data/server.pid")).strip());
    var server = ProcessHandle.of(pid).orElseThrow();

    assertThat(starter.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    var ours = Files.writeString(folder.resolve("ours"), "of root");
    for (var planted : List.of("config/elasticsearch.yml", "logs/console.log", "logs/http.ports")) {
      Files.deleteIfExists(home.resolve(planted));
      Files.createSymbolicLink(home.resolve(planted), ours);
    }

    try (var second = EmbeddedElasticsearch.start(home, ZIP, OptionalInt.empty(), 256)) {
      assertThat(server.isAlive()).isFalse();
      assertThat(ours).as("what a planted link leads to").hasContent("of root");
      var same = second.uri().resolve("/stillwatch-jobs/_doc/1");
      assertThat(second.users().writer().authorization()).isEqualTo(writer);
      assertThat(status(same, "GET", writer)).isEqualTo(200);
      nobody_gets_in_without_a_password(same);
      one_user_reads_only(same, second.users().reader().authorization());
      the_writer_has_our_indices_only(second.uri(), writer);
      its_files_are_private_and_its_programs_are_not_its_own();
      assertThatThrownBy(() -> EmbeddedElasticsearch.start(home, ZIP, OptionalInt.empty(), 256))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another Stillwatch process");
    }
  }

  @Test
  void a_missing_zip_is_reported() {
    assertThatThrownBy(() ->
            EmbeddedElasticsearch.start(
                folder, folder.resolve("none.zip"), OptionalInt.empty(), 256))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the Elasticsearch zip is missing");
  }

  private Process starter() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            StarterToKill.class.getName(),
            home.toString(),
            ZIP.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void nobody_gets_in_without_a_password(URI document) throws IOException {
    assertThat(status(document, "GET", "")).isEqualTo(401);
    assertThat(status(document, "DELETE", "")).isEqualTo(401);
    assertThat(status(document.resolve("/stillwatch-jobs/_close"), "POST", "")).isEqualTo(401);
    assertThat(status(document, "GET", "Basic ZWxhc3RpYzpjaGFuZ2VtZQ==")).isEqualTo(401);
  }

  private static void one_user_reads_only(URI document, String reader) throws IOException {
    assertThat(status(document, "GET", reader)).isEqualTo(200);
    assertThat(status(document, "PUT", reader)).isEqualTo(403);
    assertThat(status(document.resolve("/stillwatch-jobs"), "DELETE", reader)).isEqualTo(403);
  }

  private static void the_writer_has_our_indices_only(URI server, String writer)
      throws IOException {
    assertThat(status(server.resolve("/other/_doc/1"), "PUT", writer)).isEqualTo(403);
  }

  private void its_files_are_private_and_its_programs_are_not_its_own() throws IOException {
    for (var name : List.of("data", "logs", "tmp")) {
      assertThat(Files.getPosixFilePermissions(home.resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(Files.getPosixFilePermissions(home.resolve("credentials")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    boolean root = Files.getAttribute(home, "unix:uid").equals(0);
    assertThat(Files.getPosixFilePermissions(home.resolve("config")))
        .isEqualTo(PosixFilePermissions.fromString(root ? "rwxr-x---" : "rwx------"));
    var owner = Files.getOwner(home);
    for (var name : List.of("elasticsearch-9.5.3", "config", "config/users", "credentials")) {
      assertThat(Files.getOwner(home.resolve(name))).isEqualTo(owner);
    }
  }

  private static int status(URI uri, String method, String authorization) throws IOException {
    var connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod(method);
    if (!authorization.isEmpty()) connection.setRequestProperty("Authorization", authorization);
    if (method.equals("PUT")) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
    }
    return connection.getResponseCode();
  }
}
