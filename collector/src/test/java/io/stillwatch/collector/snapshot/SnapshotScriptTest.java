// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The script, run by every POSIX shell that this machine has, and read as any snapshot.
class SnapshotScriptTest {
  private static final String SECRETS =
      """
      MYSQL_PWD=hidden01
      API_TOKEN="hidden02 and hidden03"
      1 2 * * * root mysqldump -uroot -phidden04 --all > /opt/x.sql
      1 2 * * * root mysql --password=hidden05 -e 'CALL x'\t# tab
      1 2 * * * root mysql --password hidden06
      1 2 * * * root curl -u admin:hidden07 https://bob:hidden08@example.com/a?token=hidden09&x=1
      1 2 * * * root curl -fsS https://hc.example.com/3c5f8a7e-0000-1111-2222-hidden101010
      1 2 * * * root curl -H "Authorization: Bearer hidden11" -H 'X-Api-Key: hidden12' https://e.example
      1 2 * * * root PGPASSWORD='hidden13 hidden14' psql -p 5432
      1 2 * * * root mysql -p$PW ; mkdir -p /opt/y
      """;

  @TempDir private Path root;

  static Stream<List<String>> shells() {
    return Stream.of(List.of("/bin/sh"), List.of("dash"), List.of("busybox", "sh"), List.of("bash"))
        .filter(shell -> shell.getFirst().startsWith("/") || installed(shell.getFirst()));
  }

  private static boolean installed(String program) {
    return Stream.of("/bin/", "/usr/bin/").anyMatch(d -> Files.isExecutable(Path.of(d + program)));
  }

  @BeforeEach
  void furnish() throws IOException {
    file("etc/cron.d/secrets", SECRETS);
    file("etc/cron.d/odd", "5 1 * * * root echo \"q\" a\\%b \u0001 z\r\nno newline");
    file(
        "etc/cron.d/umlaut",
        "# für alle\n5 1 * * * root /opt/tools/dump.sh; $(touch %s)\n".formatted(touched()));
    file("etc/cron.d/a;touch " + touchedBesideTheTest(), "# a name with a command\n");
    file("etc/logrotate.d/app", "/var/log/app/*.log {\n  daily\n}\n");
    file("etc/systemd/system/dump.timer", "[Timer]\nOnCalendar=daily\n");
    file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\ndba:x:1001:1001::/home/dba:/bin/bash\n");
    file("etc/group", "root:x:0:\nadm:x:4:dba\ndba:x:1001:\n");
    file("etc/timezone", "Europe/Berlin\n");
    file("etc/hostname", "db-tools-1\n");
    file("opt/tools/dump.sh", "#!/bin/bash\nexit 0\n");
    file("var/log/app/a.log", "x\n");
    file(
        "var/lib/logrotate/status",
        "logrotate state -- version 2\n\"/var/log/app/a.log\" 2026-11-20-0:0:0\n");
    Files.setPosixFilePermissions(
        root.resolve("etc/cron.d/secrets"), PosixFilePermissions.fromString("rw-rw-r--"));
  }

  private void file(String path, String text) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> lines(List<String> shell) throws IOException, InterruptedException {
    var printed = SnapshotScript.run(shell, List.of("-r", root.toString()));
    return new String(printed, StandardCharsets.UTF_8).lines().toList();
  }

  /// What a job names by its home, a variable of the table or behind `cd` is looked at too.
  @ParameterizedTest
  @MethodSource("shells")
  void asks_for_paths_below_homes_variables_and_folders(List<String> shell)
      throws IOException, InterruptedException {
    file(
        "etc/cron.d/homes",
        """
        BASE=/srv/app
        1 2 * * * dba $HOME/bin/a.sh > ~/log/a.log
        2 2 * * * dba cd /opt/tools && ./b.sh --all
        3 2 * * * root "${BASE}/bin/c.sh" ; (cd deep/er; d.py)
        """);
    file("var/spool/cron/crontabs/dba", "@daily bin/e.sh\n");
    for (var script :
        List.of(
            "home/dba/bin/a.sh",
            "opt/tools/b.sh",
            "srv/app/bin/c.sh",
            "root/deep/er/d.py",
            "home/dba/bin/e.sh")) {
      file(script, "#!/bin/sh\n");
    }
    var stats = ((HostConfig) read(lines(shell).getFirst())).disk().stats();
    assertThat(stats)
        .containsKeys(
            "/home/dba/bin/a.sh",
            "/home/dba/log/a.log",
            "/opt/tools/b.sh",
            "/srv/app/bin/c.sh",
            "/root/deep/er/d.py",
            "/home/dba/bin/e.sh");
    assertThat(stats.get("/home/dba/log/a.log").exists()).isFalse();
  }

  /// A daemon judges what a link leads to; one that leads nowhere is a table that is lost.
  @ParameterizedTest
  @MethodSource("shells")
  void links_arrive_with_what_they_lead_to(List<String> shell) throws Exception {
    file("srv/app/cron", "5 1 * * * root true\n");
    Files.setPosixFilePermissions(
        root.resolve("srv/app/cron"), PosixFilePermissions.fromString("rw-rw-r--"));
    link("etc/cron.d/absolute", "/srv/app/cron");
    link("etc/cron.d/relative", "../../srv/app/cron");
    link("etc/cron.d/outside", "/bin/sh");
    link("etc/cron.d/nowhere", "/srv/app/cron.old");
    link("etc/cron.d/circle", "circle");
    var config = config(shell);
    for (var name : List.of("absolute", "relative")) {
      var table = table(config, "/etc/cron.d/" + name).orElseThrow();
      assertThat(table.text()).isEqualTo("5 1 * * * root true\n");
      assertThat(table.attributes().mode()).isEqualTo("0664");
      assertThat(table.attributes().isLink()).isTrue();
      assertThat(table.attributes().linkUid()).isEqualTo(table.attributes().uid());
    }
    for (var name : List.of("outside", "nowhere", "circle")) {
      var table = table(config, "/etc/cron.d/" + name);
      assertThat(table.isPresent()).isEqualTo(asRoot());
      if (table.isEmpty()) continue;
      assertThat(table.get().text()).isEmpty();
      assertThat(table.get().attributes().isBroken()).isTrue();
      assertThat(config.disk().stats().get("/etc/cron.d/" + name).exists()).isFalse();
    }
  }

  /// What only root can tell: for others the target may be where they may not look.
  private static boolean asRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void link(String path, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(path), Path.of(target));
  }

  private static Optional<ConfigFile> table(HostConfig config, String path) {
    return config.files().stream().filter(f -> f.path().equals(path)).findFirst();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void a_linked_log_arrives_with_its_target(List<String> shell) throws Exception {
    link("var/log/app/current.log", "a.log");
    var config = config(shell);
    assertThat(config.disk().stats().get("/var/log/app/current.log").type()).isEqualTo("l");
    assertThat(config.platform().fact("link:/var/log/app/current.log")).contains("a.log");
  }

  /// Only what root names, everybody may read and looks like it is taken.
  @ParameterizedTest
  @MethodSource("shells")
  void a_configuration_that_a_table_gives_to_logrotate_arrives(List<String> shell)
      throws Exception {
    var stanza = "/var/log/own/*.log {\n  olddir /var/log/own/old\n}\n";
    for (var name : List.of("own", "private", "of-user")) file("opt/" + name + ".conf", stanza);
    Files.setPosixFilePermissions(
        root.resolve("opt/private.conf"), PosixFilePermissions.fromString("rw-------"));
    file("opt/notes.txt", "not a stanza\n");
    file(
        "etc/cron.d/rotate",
        """
        7 * * * * root /usr/sbin/logrotate -s /opt/state /opt/own.conf >/dev/null
        8 * * * * root logrotate /opt/private.conf; logrotate /opt/notes.txt
        # 9 * * * * root logrotate /opt/commented.conf
        """);
    file("var/spool/cron/crontabs/dba", "@daily logrotate /opt/of-user.conf\n");
    var config = config(shell);
    assertThat(config.files())
        .extracting(ConfigFile::path)
        .filteredOn(path -> path.startsWith("/opt/"))
        .containsExactly("/opt/own.conf");
    assertThat(config.disk().stats().get("/var/log/own/old").exists()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void tells_whether_what_a_job_starts_names_an_interpreter(List<String> shell) throws Exception {
    file("opt/tools/none.py", "import os\n");
    file("opt/tools/read.py", "import os\n");
    file("opt/tools/program", "\u007fELF\u0001\u0000\u0001");
    file("etc/cron.daily/tidy", "rm -rf /opt/old\n");
    file(
        "etc/cron.d/user",
        "5 1 * * * root /opt/tools/none.py; python3 /opt/tools/read.py; /opt/tools/program\n");
    for (var name : List.of("opt/tools/none.py", "opt/tools/program", "etc/cron.daily/tidy")) {
      Files.setPosixFilePermissions(
          root.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    var stats = config(shell).disk().stats();
    assertThat(stats.get("/opt/tools/none.py").lacksInterpreter()).isTrue();
    assertThat(stats.get("/etc/cron.daily/tidy").lacksInterpreter()).isTrue();
    assertThat(stats.get("/opt/tools/read.py").shebang()).isEmpty();
    assertThat(stats.get("/opt/tools/program").shebang()).isEmpty();
    assertThat(stats.get("/opt/tools/dump.sh").namesInterpreter()).isTrue();
  }

  /// A full disk leaves NULs, which a shell drops; an empty state is one to logrotate.
  @ParameterizedTest
  @MethodSource("shells")
  void a_state_of_nuls_does_not_look_empty(List<String> shell) throws Exception {
    file("var/lib/logrotate/status", "\0\0\0");
    assertThat(config(shell).disk().stats().get("/var/lib/logrotate/status").shebang())
        .isEqualTo("???");
    file("var/lib/logrotate/status", "");
    assertThat(config(shell).disk().stats().get("/var/lib/logrotate/status").shebang()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void services_of_timers_arrive_or_are_known_to_be_missing(List<String> shell) throws Exception {
    file("etc/systemd/system/own.timer", "[Timer]\nOnCalendar=daily\nUnit=other.service\n");
    file("usr/lib/systemd/system/other.service", "[Service]\nExecStart=/opt/tools/x\n");
    file("etc/systemd/system/two.timer", "[Timer]\nOnCalendar=daily\nUnit=other.service\n");
    file("etc/systemd/system/back@daily.timer", "[Timer]\nOnCalendar=daily\n");
    var made = List.of("generator", "generator.early", "generator.late", "system.attached");
    for (var folder : made) file("run/systemd/" + folder + "/dump.service", "[Service]\n");
    var config = config(shell);
    assertThat(config.files())
        .extracting(ConfigFile::path)
        .containsOnlyOnce("/usr/lib/systemd/system/other.service");
    for (var folder : List.of("/etc", "/usr/lib", "/lib")) {
      for (var service : List.of("dump.service", "back@.service")) {
        var path = folder + "/systemd/system/" + service;
        assertThat(config.disk().stats().get(path).exists()).as(path).isFalse();
      }
    }
    assertThat(config.disk().stats())
        .containsKeys(
            made.stream().map(f -> "/run/systemd/" + f + "/dump.service").toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void jobs_of_anacron_start_in_the_root_folder(List<String> shell) throws Exception {
    file("etc/anacrontab", "1 5 a cd srv/tools && ./x.sh\n7 10 b cd /opt && sub/y.sh; ~/z.sh\n");
    file("srv/tools/x.sh", "#!/bin/sh\n");
    assertThat(config(shell).disk().stats())
        .containsKeys("/srv/tools/x.sh", "/opt/sub/y.sh", "/root/z.sh");
  }

  private static Evidence read(String line) {
    return new SnapshotCodec(Host.server("unnamed"), ZoneOffset.UTC)
        .read(
            new SourceId("test"),
            new Position("f", "g", 0),
            line.getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
  }

  private HostConfig config(List<String> shell) throws IOException, InterruptedException {
    return (HostConfig) read(lines(shell).getFirst());
  }

  private static String text(HostConfig config, String path) {
    return config.files().stream()
        .filter(f -> f.path().equals(path))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void tells_tables_users_and_the_state_of_what_they_name(List<String> shell) throws Exception {
    var config = config(shell);

    assertThat(config.host()).isEqualTo(Host.server("db-tools-1"));
    assertThat(config.platform().zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(config.accounts().users())
        .extracting(u -> u.name() + u.gids())
        .containsExactly("root[0]", "dba[1001, 4]");
    assertThat(config.files())
        .extracting(f -> f.path())
        .contains("/etc/cron.d/odd", "/etc/logrotate.d/app", "/etc/systemd/system/dump.timer");
    assertThat(config.files().stream().filter(f -> f.path().equals("/etc/cron.d/secrets")))
        .allMatch(f -> f.attributes().mode().equals("0664"));
    assertThat(config.disk().stats().get("/opt/tools/dump.sh").shebang()).isEqualTo("#!/bin/bash");
    assertThat(config.disk().stats().get("/opt/y").exists()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void texts_arrive_as_they_are(List<String> shell) throws Exception {
    var config = config(shell);

    for (var path : List.of("etc/cron.d/odd", "etc/cron.d/umlaut", "etc/logrotate.d/app")) {
      assertThat(text(config, "/" + path)).isEqualTo(Files.readString(root.resolve(path)));
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void no_secret_leaves_the_host_and_the_rest_of_the_line_does(List<String> shell)
      throws Exception {
    var printed = String.join("\n", lines(shell));

    assertThat(printed).doesNotContain("hidden");
    assertThat(text(config(shell), "/etc/cron.d/secrets"))
        .contains("mysqldump -uroot -pREDACTED --all > /opt/x.sql\n")
        .contains("--password=REDACTED -e 'CALL x'\t# tab\n")
        .contains("https://bob:REDACTED@example.com/a?token=REDACTED&x=1")
        .contains("mysql -p$PW ; mkdir -p /opt/y\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void none_of_the_known_forms_of_secrets_leaves_the_host(List<String> shell) throws Exception {
    var forms = secretForms();
    var table = new StringBuilder();
    for (int i = 0; i < forms.size(); i++)
      table.append("5 1 * * * root ").append(forms.get(i).replace("%s", canary(i))).append('\n');
    file("etc/cron.d/forms", table.toString());

    var printed = String.join("\n", lines(shell));

    assertThat(IntStream.range(0, forms.size()).filter(i -> printed.contains(canary(i))))
        .as("forms that leak")
        .isEmpty();
    assertThat(printed).contains("tool --password REDACTED\\n");
  }

  private static String canary(int form) {
    return "C4nary%03dxQz".formatted(form);
  }

  /// Those of the redactor that the receiver has.
  private static List<String> secretForms() throws IOException {
    return Files.readAllLines(Path.of("../core/src/test/resources/secret-forms.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void what_only_tells_where_a_secret_is_kept_arrives(List<String> shell) throws Exception {
    var told =
        "5 1 * * * root tool --password-file=/etc/a -u app --token-path /b -p 8080 $TOKEN"
            + " && mkdir -p /opt/c; mysql -p$PW -P 3306; curl https://a.example/2026/backup\n"
            + "5 2 * * * root /opt/sshpass_backup.sh\n";
    file("etc/cron.d/told", told);

    assertThat(text(config(shell), "/etc/cron.d/told")).isEqualTo(told);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void links_of_a_user_into_their_own_folder_are_not_followed_without_end(List<String> shell)
      throws Exception {
    Files.createDirectories(root.resolve("tmp/x/y"));
    for (int i = 0; i < 20; i++)
      Files.createSymbolicLink(root.resolve("tmp/x/l" + i), root.resolve("tmp/x"));
    file("etc/cron.d/user", "5 1 * * * root cat /tmp/x" + "/*".repeat(8) + " /tmp/x/*/\n");

    assertThat(config(shell).disk().stats().keySet())
        .contains("/tmp/x", "/tmp/x/y")
        .noneMatch(path -> path.contains("/l1/l"));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void of_what_others_may_not_read_only_the_interpreter_is_told(List<String> shell)
      throws Exception {
    file("opt/tools/private.sh", "#!/bin/sh -s key-of-root,7,b\n");
    file("opt/tools/logrotate.status", "a line of the shadow file\n");
    file("etc/cron.d/user", "5 1 * * * root /opt/tools/private.sh /opt/tools/logrotate.status\n");
    Files.setPosixFilePermissions(
        root.resolve("opt/tools/private.sh"), PosixFilePermissions.fromString("rwx------"));

    var stats = config(shell).disk().stats();

    assertThat(stats.get("/opt/tools/private.sh").shebang()).isEqualTo("#!/bin/sh");
    assertThat(stats.get("/opt/tools/logrotate.status").shebang()).isEmpty();
  }

  /// As logrotate creates it.
  @ParameterizedTest
  @MethodSource("shells")
  void the_header_of_the_state_of_logrotate_is_whole_although_others_may_not_read_the_file(
      List<String> shell) throws Exception {
    Files.setPosixFilePermissions(
        root.resolve("var/lib/logrotate/status"), PosixFilePermissions.fromString("rw-r-----"));

    assertThat(config(shell).disk().stats().get("/var/lib/logrotate/status").shebang())
        .isEqualTo("logrotate state -- version 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.1",
        "http://localhost.example.org",
        "http://127.0.0.1.example:9000"
      })
  void a_token_is_not_sent_over_plain_http_to_another_host(String url) throws Exception {
    var process =
        new ProcessBuilder("sh", script().toString(), "-u", url, "-t", "/dev/null")
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said).contains("a token is only sent to https://", "not to " + url);
  }

  private static Path script() {
    return Path.of("src/main/resources/io/stillwatch/collector/snapshot/stillwatch-snapshot.sh");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void lists_logs_with_the_status_of_logrotate(List<String> shell) throws Exception {
    var listing = (Listing) read(lines(shell).get(1));

    assertThat(listing.files()).extracting(LogFile::path).containsExactly("/var/log/app/a.log");
    assertThat(listing.files().getFirst().sizeBytes()).isEqualTo(2);
    assertThat(listing.rotatedAt()).containsKey("/var/log/app/a.log");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void nothing_that_a_table_names_is_run(List<String> shell) throws Exception {
    lines(shell);

    assertThat(touched()).doesNotExist();
    assertThat(touchedBesideTheTest()).doesNotExist();
  }

  /// Would exist if a command of a table were run.
  private Path touched() {
    return root.resolve("ran");
  }

  /// Would exist if the name of a table were run.
  private Path touchedBesideTheTest() {
    return Path.of("ran-" + root.getFileName());
  }
}
