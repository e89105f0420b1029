// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Alerts against labels. An alert is written `job reason started detected resolved cause flags`,
/// with times of one day and `-` for what it does not have.
class LabelTest {
  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # label                                                      | alerts | problems
          {"alerts":0}                                                  | | ``
          {"alerts":0}                                                  | backup job-stopped 03:20 03:35 - - - | 1 alerts, expected 0; not expected: 'backup'
          {"alerts":{"min":0,"max":1},"max_false_alerts":1}             | | ``
          {"alerts":{"min":0,"max":1},"max_false_alerts":1}             | backup job-stopped 03:20 03:35 - - - | ``
          {"alerts":{"min":0,"max":1},"max_false_alerts":1}             | a job-stopped 03:20 03:35 - - -, b job-stopped 03:20 03:35 - - - | 2 alerts, expected 0 to 1; not expected: 'a'; not expected: 'b'
          {"alerts":1,"expected":[{"job":"back"}]}                      | BackUp.sh job-stopped 03:20 03:35 - - - | ``
          {"alerts":1,"expected":[{"job":["x","back"]}]}                | backup job-stopped 03:20 03:35 - - - | ``
          {"alerts":1,"expected":[{"job":"back"}]}                      | | 0 alerts, expected 1; no alert for back
          {"alerts":1,"expected":[{"job":"back"}]}                      | other job-stopped 03:20 03:35 - - - | no alert for back; not expected: 'other'
          {"alerts":1,"expected":[{}]}                                  | other job-stopped 03:20 03:35 - - - | ``
          {"expected":[{"reason":"fail"}]}                              | backup job-failed 03:20 03:35 - - - | ``
          {"expected":[{"reason":"fail"}]}                              | backup job-stopped 03:20 03:35 - - - | backup: reason 'job-stopped' is not [fail]
          {"expected":[{"kind":"rds"}]}                                 | backup job-stopped 03:20 03:35 - - - | backup: kind 'cron' is not [rds]
          {"expected":[{"started_at":"2025-01-16T03:20:00Z"}]}          | backup job-stopped 03:21 03:35 - - - | ``
          {"expected":[{"started_at":"2025-01-16T03:20:00Z"}]}          | backup job-stopped 03:22 03:35 - - - | backup: started_at 2025-01-16T03:22:00Z is not in
          {"expected":[{"started_at":["2025-01-16T03:20:00Z","2025-01-16T04:00:00Z"]}]} | backup job-stopped 03:59 04:35 - - - | ``
          {"expected":[{"detected_between":["2025-01-16T03:20:00Z","2025-01-16T03:45:00Z"]}]} | backup job-stopped 03:20 03:45 - - - | ``
          {"expected":[{"detected_between":["2025-01-16T03:20:00Z","2025-01-16T03:45:00Z"]}]} | backup job-stopped 03:20 03:46 - - - | backup: detected_at 2025-01-16T03:46:00Z is not in
          {"expected":[{"resolved_between":["2025-01-16T05:00:00Z","2025-01-16T06:00:00Z"]}]} | backup job-stopped 03:20 03:35 05:30 - - | ``
          {"expected":[{"resolved_between":["2025-01-16T05:00:00Z","2025-01-16T06:00:00Z"]}]} | backup job-stopped 03:20 03:35 06:30 - - | backup: resolved_at 2025-01-16T06:30:00Z is not in
          {"expected":[{"resolved_between":["2025-01-16T05:00:00Z","2025-01-16T06:00:00Z"]}]} | backup job-stopped 03:20 03:35 - - - | backup: is not resolved between
          {"expected":[{"open_at_end":true}]}                           | backup job-stopped 03:20 03:35 - - - | ``
          {"expected":[{"open_at_end":true}]}                           | backup job-stopped 03:20 03:35 05:30 - - | backup: is not open at the end
          {"expected":[{"closed_as":"retired"}]}                        | backup job-stopped 03:20 03:35 05:30 - retired | ``
          {"expected":[{"closed_as":"retired"}]}                        | backup job-stopped 03:20 03:35 05:30 - - | backup: closed as '', not retired
          {"expected":[{"cause":"CL01"}]}                               | backup job-stopped 03:20 03:35 - CL01 - | ``
          {"expected":[{"cause":["CL02","CL01"]}]}                      | backup job-stopped 03:20 03:35 - CL01 - | ``
          {"expected":[{"cause":"CL01"}]}                               | backup job-stopped 03:20 03:35 - - - | backup: cause '' is not [CL01]
          {"expected":[{"cause":null}]}                                 | backup job-stopped 03:20 03:35 - - - | ``
          {"expected":[{"cause":null}]}                                 | backup job-stopped 03:20 03:35 - CL01 - | backup: cause 'CL01' is not []
          {"expected":[{"not_cause":["DR01"]}]}                         | backup job-stopped 03:20 03:35 - CL01 - | ``
          {"expected":[{"not_cause":["DR01"]}]}                         | backup job-stopped 03:20 03:35 - DR01 - | backup: cause is DR01
          {"expected":[{"predicted":true}]}                             | backup job-stopped 03:20 03:35 - - predicted | ``
          {"expected":[{"predicted":true}]}                             | backup job-stopped 03:20 03:35 - - - | backup: was not predicted
          {"expected":[{"job":"a"},{"job":"b","optional":true}]}        | a job-stopped 03:20 03:35 - - - | ``
          {"expected":[{"job":"a"},{"job":"b","optional":true}]}        | a job-stopped 03:20 03:35 - - -, b job-stopped 03:20 03:35 - - - | ``
          {"expected":[{"job":"a"},{"job":"b","optional":true}]}        | b job-stopped 03:20 03:35 - - - | no alert for a
          {"expected":[{"job":"a"},{"job":"a","open_at_end":true}]}     | a job-stopped 03:20 03:35 - - -, a job-stopped 05:20 05:35 06:00 - - | ``
          {"expected":[{"job":"a","open_at_end":true},{"job":"a"}]}     | a job-stopped 03:20 03:35 04:00 - -, a job-stopped 05:20 05:35 06:00 - - | a: is not open at the end
          """)
  void names_every_difference(String label, String alerts, String problems) throws IOException {
    var found = read(label).problems(alerts(alerts));
    var expected =
        problems == null || problems.isEmpty() ? List.<String>of() : List.of(problems.split("; "));
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) assertThat(found.get(i)).startsWith(expected.get(i));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"event_date":null,"label":"normal"}          | | true
          {"event_date":null,"label":"normal"}          | a job-stopped 03:20 03:35 - - - | false
          {"event_date":"2025-01-15","label":"BENIGN"}  | | true
          {"event_date":"2025-01-15","label":"stops"}   | | false
          {"event_date":"2025-01-15","label":"stops"}   | a job-stopped 03:20 03:35 - - - | true
          {"event_date":"2025-01-17","label":"stops"}   | a job-stopped 03:20 03:35 - - - | false
          {"event_date":"2025-01-12","label":"stops"}   | a job-stopped 03:20 03:35 - - - | false
          {"event_date":"2025-01-15","label":"stops"}   | a job-stopped 03:20 03:35 - - -, b job-stopped 03:20 03:35 - - - | false
          """)
  void a_label_of_one_day_wants_one_alert_within_two_periods(
      String label, String alerts, boolean right) throws IOException {
    assertThat(read(label).problems(alerts(alerts)).isEmpty()).isEqualTo(right);
  }

  @Test
  void an_unknown_key_is_an_error() {
    for (var label :
        List.of("{\"alert\":1}", "{\"expected\":[{\"jobs\":\"a\"}]}", "{\"alerts\":{\"least\":1}}"))
      assertThatThrownBy(() -> read(label))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("unknown key");
  }

  private static Label read(String json) throws IOException {
    return LabelCodec.read("test", new ObjectMapper().readTree(json));
  }

  private static List<RaisedAlert> alerts(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(", ")).map(String::strip).map(LabelTest::alert).toList();
  }

  private static RaisedAlert alert(String text) {
    var words = List.of(text.split(" "));
    return new RaisedAlert(
        new RaisedAlert.Subject(List.of(words.get(0)), "cron", Duration.ofDays(1)),
        words.get(1),
        new RaisedAlert.Times(
            time(words.get(2)).orElseThrow(), time(words.get(3)).orElseThrow(), time(words.get(4))),
        words.get(6).equals("retired") ? "retired" : "",
        words.get(5).equals("-") ? "" : words.get(5),
        words.get(6).equals("predicted"));
  }

  private static Optional<Instant> time(String hourAndMinute) {
    return hourAndMinute.equals("-")
        ? Optional.empty()
        : Optional.of(Instant.parse("2025-01-16T" + hourAndMinute + ":00Z"));
  }
}
