// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellLineTest {
  private static List<String> programs(String text) {
    return ShellLine.parse(text).programs().stream().map(p -> p.program().text()).toList();
  }

  @Test
  void lists_and_pipes_start_one_program_each() {
    assertThat(programs("cd / && a | b; c || ( d & )")).containsExactly("cd", "a", "b", "c", "d");
  }

  @Test
  void keywords_and_assignments_are_no_programs() {
    assertThat(programs("X=1 if [ -x /a ]; then /a --b; else c; fi"))
        .containsExactly("[", "/a", "c");
    assertThat(programs("for i in a b; do run $i; done")).containsExactly("run");
  }

  @Test
  void wrappers_start_what_follows_them() {
    assertThat(programs("nice -n 10 timeout -k 5 1h flock -n /run/x mysqldump app"))
        .containsExactly("nice", "timeout", "flock", "mysqldump");
    assertThat(programs("flock -n /run/x -c 'a | b'")).containsExactly("flock", "a", "b");
    assertThat(programs("su - ops -c 'x y'")).containsExactly("su", "x");
  }

  @Test
  void substitutions_start_programs_too() {
    assertThat(programs("echo \"$(date +F)\" `id -u`")).containsExactly("echo", "date", "id");
  }

  @Test
  void words_know_their_column_and_whether_they_are_literal() {
    var words = ShellLine.parse("a 'b c' $d *.log {} [x]", 10).commands().getFirst().words();
    assertThat(words).extracting(ShellWord::column).containsExactly(11, 13, 19, 22, 28, 31);
    assertThat(words)
        .extracting(ShellWord::literal)
        .containsExactly(true, true, false, false, true, false);
    assertThat(words.get(1).text()).isEqualTo("b c");
  }

  @Test
  void redirections_are_not_arguments() {
    var command = ShellLine.parse("a b >> /x/y 2>&1 < in &>z # rest").commands().getFirst();
    assertThat(command.words()).extracting(ShellWord::text).containsExactly("a", "b");
    assertThat(command.redirections())
        .extracting(r -> r.target().text())
        .containsExactly("/x/y", "in", "z");
  }

  @Test
  void a_relative_program_starts_where_cd_went() {
    assertThat(ShellLine.parse("cd /srv/app && ./run.sh").commands().getLast().directory())
        .isEqualTo("/srv/app");
  }
}
