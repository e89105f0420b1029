// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.text.EditDistance;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void a_swap_of_neighbours_is_one_edit() {
    assertThat(EditDistance.between("gizp", "gzip", 2)).isEqualTo(1);
    assertThat(EditDistance.between("rotate-slow-lgo.sh", "rotate-slow-log.sh", 2)).isEqualTo(1);
    assertThat(EditDistance.between("logrotate", "backup", 2)).isEqualTo(3);
  }

  @Test
  void longer_words_may_have_more_edits() {
    assertThat(List.of(Spelling.bound(2), Spelling.bound(3), Spelling.bound(7), Spelling.bound(8)))
        .containsExactly(0, 1, 1, 2);
  }

  @Test
  void a_difference_of_digits_is_never_a_typo() {
    assertThat(Spelling.nearest("python36", Set.of("python3"))).isEmpty();
    assertThat(Spelling.nearest("t1.sh", Set.of("t2.sh"))).isEmpty();
  }

  @Test
  void a_known_command_wins_among_equals() {
    assertThat(Spelling.nearest("gzi", Set.of("gzi2x", "gzib", "gzip")).orElseThrow().word())
        .isEqualTo("gzip");
  }

  @Test
  void short_words_need_a_swap_or_a_lost_letter() {
    assertThat(Spelling.nearestCommand("fnd", Set.of("find")).orElseThrow().word())
        .isEqualTo("find");
    assertThat(Spelling.nearestCommand("tra", Set.of("tar")).orElseThrow().word()).isEqualTo("tar");
    assertThat(Spelling.nearestCommand("cat", Set.of("cut"))).isEmpty();
  }

  @Test
  void one_candidate_alone_is_what_was_meant() {
    assertThat(Spelling.sole("rooot", Set.of("root", "ops")).orElseThrow().word())
        .isEqualTo("root");
    assertThat(Spelling.sole("oot", Set.of("root", "not"))).isEmpty();
    assertThat(Spelling.sole("mysqldmp", Set.of("mysqldump", "mysqldam")).orElseThrow().word())
        .isEqualTo("mysqldump");
    assertThat(Spelling.sole("cron", Set.of("logrotate"))).isEmpty();
  }

  @Test
  void letters_at_the_end_may_belong_to_the_next_word() {
    assertThat(Spelling.mayShareBlank("rootc", "root", "ommand -v x")).isTrue();
    assertThat(Spelling.mayShareBlank("roo", "root", "tcommand -v x")).isTrue();
    assertThat(Spelling.mayShareBlank("rootdf", "root", "-h")).isTrue();
    assertThat(Spelling.mayShareBlank("roott", "root", "/opt/x")).isFalse();
    assertThat(Spelling.mayShareBlank("roo", "root", "/opt/x")).isFalse();
    assertThat(Spelling.mayShareBlank("rooot", "root", "command -v x")).isFalse();
  }

  @Test
  void endings_and_dashes_are_mixed_up_by_people() {
    assertThat(Spelling.nearest("rds.conf", Set.of("rds.cnf")).orElseThrow().distance())
        .isEqualTo(1);
    assertThat(Spelling.similar("clean_up.sh", "clean-up.sh")).isTrue();
  }

  @Test
  void what_is_near_is_never_sorted_out_by_its_letters() {
    var random = new Random(20);
    for (int i = 0; i < 20_000; i++) {
      var word =
          random
              .ints(3 + random.nextInt(12), 0, 6)
              .mapToObj("ab-_.Z"::charAt)
              .map(String::valueOf)
              .collect(Collectors.joining());
      var edited = new StringBuilder(word);
      for (int edit = 0; edit < 2; edit++) {
        int at = random.nextInt(edited.length());
        if (random.nextBoolean()) edited.setCharAt(at, (char) ('a' + random.nextInt(26)));
        else edited.insert(at, (char) ('0' + random.nextInt(10)));
      }
      var other = edited.toString();
      if (!Spelling.similar(word, other)) continue;
      assertThat(Spelling.mayBeNear(Spelling.letters(word), Spelling.letters(other)))
          .as(word + " " + other)
          .isTrue();
    }
    assertThat(Spelling.mayBeNear(Spelling.letters("rds.cnf"), Spelling.letters("rds.conf")))
        .isTrue();
    assertThat(Spelling.mayBeNear(Spelling.letters("backup"), Spelling.letters("rotate")))
        .isFalse();
  }
}
