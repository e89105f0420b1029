// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          traditional                      | Nov 30 03:10:02 ops-1 sshd[811]: Accepted key for ann                              | sshd: Accepted key for ann
          a day of one digit               | Nov  3 03:10:02 ops-1 sshd[811]: Accepted key for ann                              | sshd: Accepted key for ann
          without a process id             | Nov 30 03:10:02 ops-1 kernel: eth0: link up                                        | kernel: eth0: link up
          with a priority                  | <38>Nov 30 03:10:02 ops-1 sshd[811]: Accepted key for ann                          | sshd: Accepted key for ann
          a time of RFC 3339               | 2026-11-30T03:10:02.123456+01:00 ops-1 CRON[77]: (root) CMD (date)                 | CRON: (root) CMD (date)
          RFC 5424 without data            | <38>1 2026-11-30T03:10:02Z ops-1 sshd 811 - - Accepted key for ann                 | sshd: Accepted key for ann
          RFC 5424 with data               | <38>1 2026-11-30T03:10:02Z ops-1 sshd 811 ID7 [a@1 b="c d"] Accepted key for ann   | sshd: Accepted key for ann
          a line of a database stays       | 2026-11-30 03:10:02 UTC [811] LOG:  checkpoint starting: time                      | 2026-11-30 03:10:02 UTC [811] LOG:  checkpoint starting: time
          a message alone stays            | Accepted key for ann                                                               | Accepted key for ann
          a month that begins a sentence   | May 1 be asked again                                                               | May 1 be asked again
          no priority that long            | <12345>hello world                                                                 | <12345>hello world
          brackets of the message stay     | Nov 30 03:10:02 ops-1 app: done [3]: 7 files                                       | app: done [3]: 7 files
          a line that ends after its time  | Nov 30 03:10:02                                                                    | ''
          """)
  void what_syslog_writes_around_a_message_is_taken_off(String what, String line, String expected) {
    assertThat(Envelope.without(line)).isEqualTo(expected);
  }
}
