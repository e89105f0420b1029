// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checked against `dash -n` and `bash -n`; the differential bench asks dash about many more.
class ShellRefusalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ -x /a ] && /a || exit 1",
        "if [ -x /a ]; then /a; elif b; then c; else d; fi > /x 2>&1",
        "cd /x && { ./a; ./b; } &",
        "for f in *.log; do gzip \"$f\"; done",
        "for f do echo $f; done",
        "case $(date +%u) in 6|7) exit 0;; (*) /run;; esac",
        "while read -r l; do echo \"$l\"; done < /x",
        "f() { echo ${1:-\"a b\"}; }; f",
        "echo $((1 + (2 * 3))) `echo \\`date\\`` $(echo $(date))",
        "cat <<X\n$(date) ' \"\nX",
        "echo 'it''s' \"a'b\" \\' # don't",
        "echo ${x#'} ${y%\"}\"} a'}",
        "a & b; c",
        "echo a > x 2>&1 3<&-",
        "( a; b ) | c",
        "! grep -q x /y"
      })
  void dash_parses(String text) {
    assertThat(ShellLine.refusal(text, false)).isEmpty();
    assertThat(ShellLine.refusal(text, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '|',
      value = {
        "echo \"a b ~ 5",
        "echo 'a b ~ 5",
        "echo `date ~ 5",
        "echo $(date ~ 5",
        "echo ${x ~ 5",
        "echo $((1 + 2) ~ 5",
        "if a; then b ~ 11",
        "if a; b; fi ~ 9",
        "a; fi ~ 3",
        "a &&& b ~ 4",
        "a && || b ~ 5",
        "a |||b ~ 4",
        "a ;; b ~ 2",
        "(a; b ~ 0",
        "a; b) ~ 4",
        "{ a; b ~ 5",
        "for f in a b; do c ~ 17",
        "case x in a) b ~ 13",
        "a > ~ 2",
        "a >> | b ~ 5",
        "then a ~ 0",
        "a ( b ) ~ 4"
      })
  void dash_refuses_from_there_on(String text, int at) {
    assertThat(ShellLine.refusal(text, false).map(ShellLine.Refusal::at)).contains(at);
    assertThat(ShellLine.refusal(text, true)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diff <(sort a) <(sort b)",
        "x=(a b c); echo ${x[@]}",
        "cat <<< word",
        "function f { a; }; f",
        "a |& b"
      })
  void bash_alone_parses(String text) {
    assertThat(ShellLine.refusal(text, true)).isEmpty();
    assertThat(ShellLine.refusal(text, false)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[ -f /x && $a =~ ^(b|c)$ ]] && d",
        "for ((i = 0; i < 3; i++)); do a; done",
        "a &> /x",
        "(( x > 3 )) && y",
        "echo $'it\\'s'"
      })
  void bash_parses(String text) {
    assertThat(ShellLine.refusal(text, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "$(", "if ", "{ ", "\"$(", "${x-", "$(("})
  void deep_nesting_ends_without_an_overflow(String opening) {
    assertThat(ShellLine.refusal(opening.repeat(20_000), false)).isPresent();
    assertThat(ShellLine.refusal(opening.repeat(20_000), true)).isPresent();
  }
}
