// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stillwatch.core.evidence.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogrotateConfigTest {
  private static LogrotateConfig read(String main, String... others) {
    var files = new ArrayList<>(List.of(ConfigFile.of("/etc/logrotate.conf", main)));
    for (int i = 0; i < others.length; i += 2) files.add(ConfigFile.of(others[i], others[i + 1]));
    return LogrotateConfig.read("/etc/logrotate.conf", files);
  }

  @Test
  void stanzas_inherit_what_was_set_before_them() {
    var config =
        read(
            "weekly\nrotate 4\ninclude /etc/logrotate.d\nmonthly\n/z.log {\n}\n",
            "/etc/logrotate.d/a",
            "/a.log {\n daily\n}\n",
            "/etc/logrotate.d/b",
            "/b.log {\n}\n",
            "/etc/logrotate.d/b.dpkg-old",
            "/c.log {\n}\n");
    assertThat(config.stanzas())
        .extracting(s -> s.patterns().getFirst().text() + " " + s.settings().inWords())
        .containsExactly(
            "/a.log daily rotate 4", "/b.log weekly rotate 4", "/z.log monthly rotate 4");
  }

  /// As logrotate 3.21 does: "include nesting too deep" at the 17th.
  @Test
  void sixteen_includes_within_each_other_are_followed_and_a_circle_once() {
    var others = new ArrayList<String>();
    for (int i = 1; i <= 3000; i++) {
      others.add("/etc/n/" + i);
      others.add("include /etc/n/" + (i + 1) + "\n/x" + i + ".log {\n}\n");
    }
    var deep = read("include /etc/n/1\n/main.log {\n}\n", others.toArray(String[]::new));
    assertThat(deep.files()).hasSize(17).last().isEqualTo("/etc/n/16");
    assertThat(deep.stanzas()).hasSize(17);
    var circle = read("include /etc/logrotate.conf\n/main.log {\n}\n");
    assertThat(circle.stanzas()).hasSize(1);
  }

  @Test
  void the_last_criterion_wins() {
    var config =
        read("/a.log {\n daily\n size 100k\n}\n/b.log {\n size=1M\n weekly\n}\n/c.log {\n}\n");
    assertThat(config.stanzas())
        .extracting(s -> s.settings().criterion())
        .containsExactly("size", "weekly", "size");
    assertThat(config.stanzas())
        .extracting(s -> s.settings().sizeBytes())
        .containsExactly(100L << 10, 1L << 20, 1L << 20);
  }

  @Test
  void lists_of_logs_span_lines_and_quotes() {
    var config = read("/a.log\n\"/b c.log\"\n  # why\n/d*.log\n{\n}\n");
    assertThat(config.stanzas()).hasSize(1);
    assertThat(config.stanzas().getFirst().patterns())
        .extracting(Stanza.Pattern::text)
        .containsExactly("/a.log", "/b c.log", "/d*.log");
    assertThat(config.stanzas().getFirst().patterns().getLast().glob()).isTrue();
  }

  @Test
  void scripts_are_skipped_whatever_stands_in_them() {
    var config =
        read(
            "/a.log {\n postrotate\n  rotate four\n  }\n /x {\n endscript\n daily\n}\n/b.log {\n}\n");
    assertThat(config.faults()).isEmpty();
    assertThat(config.stanzas()).hasSize(2);
    assertThat(config.stanzas().getFirst().settings().criterion()).isEqualTo("daily");
  }

  @Test
  void faults_say_how_much_is_lost() {
    var config = read("/a.log {\n dayly\n rotate x\n}\n/b.log {\n}\nrotate four\n/c.log {\n}\n");
    assertThat(config.faults())
        .extracting(LogrotateFault::loss)
        .containsExactly(
            LogrotateFault.Loss.LINE, LogrotateFault.Loss.STANZA, LogrotateFault.Loss.REST_OF_FILE);
    assertThat(config.faults()).extracting(f -> f.spot().line()).containsExactly(2, 3, 7);
    assertThat(config.stanzas())
        .extracting(s -> s.lostBy().isPresent())
        .containsExactly(true, false, true);
  }

  @Test
  void a_script_without_end_takes_the_rest_of_the_file_along() {
    var config = read("/a.log {\n}\n/b.log {\n postrotate\n x\n}\n/c.log {\n}\n");
    assertThat(config.faults())
        .extracting(LogrotateFault::kind)
        .containsExactly(LogrotateFault.Kind.MISSING_ENDSCRIPT);
    assertThat(config.stanzas())
        .extracting(s -> s.lostBy().isPresent())
        .containsExactly(false, true, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing_ok | keyword 'missing' not properly separated",
        "rotate: 6 | keyword 'rotate' not properly separated",
        "max_size 5M | keyword 'max' not properly separated",
        "olddir | argument expected after olddir",
        "create 640 root:adm | unknown user 'root:adm'",
        "create 0690 root adm | extra arguments for create",
        "su app | no group for su",
        "size 20MiB | unknown unit 'B'",
        "rotate four | bad rotation count 'four'",
      })
  void a_directive_that_logrotate_refuses_costs_the_stanza(String line, String message) {
    var config = read("/a.log {\n " + line + "\n daily\n}\n/b.log {\n}\n");
    assertThat(config.faults())
        .extracting(LogrotateFault::message, LogrotateFault::loss)
        .containsExactly(tuple(message, LogrotateFault.Loss.STANZA));
    assertThat(config.stanzas().getFirst().lostBy()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"size=+4096k", "rotate 0x10", "rotate -1", "maxage 010", "compress delaycompress"})
  void numbers_of_c_and_several_words_on_a_line_are_accepted(String line) {
    assertThat(read("/a.log {\n " + line + "\n}\n").faults()).isEmpty();
  }

  @Test
  void a_size_may_have_a_sign() {
    var config = read("/a.log {\n size=+4096k\n}\n");
    assertThat(config.stanzas().getFirst().settings().sizeBytes()).isEqualTo(4_194_304);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "01, 1", "010, 8", "+4, 4", "0x10, 16", "-1, -1"})
  void counts_are_read_as_c_reads_them(String written, long count) {
    var config = read("/a.log {\n rotate " + written + "\n}\n");
    assertThat(config.stanzas().getFirst().settings().rotations()).hasValue(count);
  }

  @Test
  void after_a_missing_value_logrotate_overlooks_the_brace_and_skips_the_next_stanza_too() {
    var config = read("/a.log {\n olddir\n}\n/b.log {\n}\n/c.log {\n}\n");
    assertThat(config.stanzas())
        .extracting(s -> s.lostBy().isPresent())
        .containsExactly(true, true, false);
  }

  @Test
  void a_path_that_stands_twice_is_a_duplicate_unless_its_stanza_was_skipped() {
    assertThat(read("/a.log /a.log {\n}\n").faults())
        .extracting(LogrotateFault::kind)
        .containsExactly(LogrotateFault.Kind.DUPLICATE);
    assertThat(read("/a.log {\n rotate x\n}\n/a.log {\n}\n").faults())
        .extracting(LogrotateFault::kind)
        .containsExactly(LogrotateFault.Kind.BAD_VALUE);
  }

  /// logrotate 3.21 was run with each of these.
  @Test
  void reads_every_directive_of_a_line_and_the_command_behind_postrotate() {
    var config =
        read("/var/log/a.log {\n  compress delaycompress\n  postrotate reload\n  endscript\n}\n");
    var stanza = config.stanzas().getFirst();
    assertThat(stanza.settings().has("delaycompress")).isTrue();
    assertThat(
            stanza.directives().stream()
                .filter(d -> d.name().equals("postrotate"))
                .map(Directive::value))
        .containsExactly("reload\n");
  }
}
