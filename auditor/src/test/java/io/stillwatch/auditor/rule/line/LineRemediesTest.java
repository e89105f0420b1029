// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.auditor.rule.Remedy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A refused line is corrected by a command only where no other line can have been meant.
class LineRemediesTest {
  private static final String TABLE = "/etc/cron.d/example";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CL03 | 0 0 6 * * * root /usr/bin/true      |
          CL04 | 0 10pm * * * root /usr/bin/true     | s#10pm#22#
          CL04 | 10pm 1 * * * root /usr/bin/true     |
          CL04 | */15min * * * * root /usr/bin/true  | s#\\*/15min#*/15#
          CL04 | 5 */2hours * * * root /usr/bin/true | s#\\*/2hours#*/2#
          CL04 | 5 */15min * * * root /usr/bin/true  |
          CL04 | 5 */5min * * * root /usr/bin/true   |
          CL04 | */1m * * * * root /usr/bin/true     |
          CL04 | 0 1 */2d * * root /usr/bin/true     |
          CL04 | /10 * * * * root /usr/bin/true      |
          CL04 | 5/10 * * * * root /usr/bin/true     |
          CL04 | 1,2, * * * * root /usr/bin/true     |
          CL04 | 1,,2 * * * * root /usr/bin/true     |
          CL04 | 0 1 * * *root /usr/bin/true         | s#\\*root#* root#
          CL04 | 0 1 * * 1-5root /usr/bin/true       | s#1-5root#1-5 root#
          CL04 | 0 1 * * 01root /usr/bin/true        |
          CL04 | 0 1 * * 5ops /usr/bin/true          | s#5ops#5 ops#
          CL04 | 0 1 * * 5th root /usr/bin/true      |
          CL04 | 0 1 * * 1st /usr/bin/true           |
          CL05 | 0 1 * * sunday root /usr/bin/true   | s#sunday#sun#
          CL05 | 0 1 * * mon-friday root /bin/true   | s#mon-friday#mon-fri#
          CL05 | 0 1 * * sunr oot /usr/bin/true      |
          CL05 | 0 1 * * sunroot /usr/bin/true x     |
          CL11 | @dayly root /usr/bin/true           | s#@dayly#@daily#
          CL11 | @dailyr oot /usr/bin/true           |
          CL12 | 0 1 ? * 1 root /usr/bin/true        | s#?#*#
          CL12 | 0 1 1 * ? root /usr/bin/true        | s#?#*#
          CL12 | 0 1 ? * * root /usr/bin/true        |
          CL12 | 0 ? * * * root /usr/bin/true        |
          CL12 | H 1 * * * root /usr/bin/true        | s#H#7#
          CL12 | 0 1 L * * root /usr/bin/true        |
          CL16 | 0 1 * * * rooot /usr/bin/true       | s#rooot#root#
          CL16 | 0 1 * * * rooot find /tmp           | s#rooot#root#
          CL16 | 0 1 * * * rootf ind /tmp            |
          CL16 | 0 1 * * * roo tfind /tmp            |
          CL16 | 0 1 * * * oba find /tmp             |
          CL16 | 0 1 * * * root:wheel /usr/bin/true  | s#root:wheel#root#
          CL16 | 0 1 * * * ops:ops /usr/bin/true     | s#ops:ops#ops#
          CL16 | 0 1 * * * web:web /usr/bin/true     |
          CL16 | 0 1 * * * : > /var/log/x.log        |
          CL16 | 0 1 * * * ro:ot /usr/bin/true       |
          CE04 | MAILTO=                             | s/=\\s*$/=\"\"/
          CE04 | PATH=                               |
          """)
  void a_command_or_an_edit_by_hand(String rule, String line, @Nullable String script) {
    var finding =
        HostFixture.debian()
            .furnished()
            .user("obd", 1003)
            .user("oda", 1004)
            .file(TABLE, "# one line\n" + line + "\n")
            .only(rule);
    var remedy = finding.explanation().remedy();
    if (script == null) assertThat(remedy).contains(Remedy.BY_HAND);
    else assertThat(remedy).startsWith("sed -i '2" + script);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 1 * * 5find /tmp | s#5find#5 find#", "0 1 * * 5th find /tmp |"})
  void the_command_of_a_user_table_is_a_known_one(String line, @Nullable String script) {
    var finding =
        HostFixture.debian()
            .furnished()
            .file("/var/spool/cron/crontabs/ops", line + "\n")
            .only("CL04");
    var remedy = finding.explanation().remedy();
    if (script == null) assertThat(remedy).contains(Remedy.BY_HAND);
    else assertThat(remedy).contains("1" + script);
  }

  @Test
  void a_group_is_left_out_where_the_user_may_exist() {
    var finding =
        HostFixture.debian()
            .furnished()
            .usersPartlyKnown()
            .file(TABLE, "0 1 * * * web:web /usr/bin/true\n0 1 * * * ops /usr/bin/true\n")
            .only("CL16");
    assertThat(finding.explanation().remedy()).startsWith("sed -i '1s#web:web#web#");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 1 * * * /usr/bin/true | CL14 | correct the line and end it with a newline",
        "61 1 * * * root /usr/bin/true | CL01 | correct the line and end it with a newline",
        "0 1 * * * root /usr/bin/true | CF01 | sed -i",
        "MAILTO=ops | CF01 | sed -i",
      })
  void a_newline_is_added_where_the_line_is_then_read(String line, String rule, String remedy) {
    var host = HostFixture.debian().furnished().file(TABLE, line);
    assertThat(host.rules()).contains(rule);
    assertThat(host.only("CF01").explanation().remedy()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CL01 | 61 2 * * * root /usr/bin/true   | correct 61: the minute is from 0 to 59
          CL01 | 0 2-24 * * * root /usr/bin/true | correct 2-24: the hour is from 0 to 23
          CL02 | 53 23 * * root /usr/bin/true    | add the missing field
          CL03 | 0 0 6 * * * root /usr/bin/true  | take one field out
          CL07 | */0 * * * * root /usr/bin/true  | write the step of */0, or take it out
          CL07 | */90 * * * * root /usr/bin/true | write a shorter step than */90, or 0
          CL08 | 0 1 30 2 * root /usr/bin/true   | write a day that month 2 has, such as 28
          CL10 | * 6 * * * root /usr/bin/true    | write the minute to run at, such as 0
          CL14 | 0 1 * * * /usr/bin/find /tmp    | add the user before the command, such as root
          CF10 | // rotate the logs              | make it a comment or a job
          """)
  void what_is_to_be_written(String rule, String line, String what) {
    var finding = HostFixture.debian().furnished().file(TABLE, line + "\n").only(rule);
    assertThat(finding.explanation().remedy()).contains(Remedy.BY_HAND).contains(what);
  }
}
