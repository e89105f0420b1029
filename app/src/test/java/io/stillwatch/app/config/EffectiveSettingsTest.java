// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "retention.logs,                 30,                                     30",
    "elasticsearch.passwordFile,     /etc/stillwatch/password,               /etc/stillwatch/password",
    "elasticsearch.url,              https://ana:hunter2@es.example.org:9243, https://es.example.org:9243",
    "alerts.routes[0].webhook.url,   https://hooks.example.org/T01/B02/xyz,  https://hooks.example.org/•••",
    "aws.endpointUrl,                http://127.0.0.1:4566,                  http://127.0.0.1:4566",
    "signsOfLife.url,                https://hc.example.org?key=abc,         https://hc.example.org/•••",
    "web.token,                      abc,                                    •••",
    "aws.accounts[0].externalId,     abc,                                    •••",
    "elasticsearch.url,              https://not an address,                 •••",
    "sources.files[0].paths,         /var/log/app?api_key=Zq8vT2mX4kL9pR7w,  /var/log/app?api_key=REDACTED"
  })
  void what_could_be_secret_is_hidden(String name, String value, String shown) {
    assertThat(EffectiveSettings.masked(name, value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          journalctl -u cron                     | journalctl -u cron
          sshpass -p hunter2 ssh db-1 journalctl | sshpass -p REDACTED ssh db-1 journalctl
          mysql -phunter2 -e_SELECT_1            | mysql -pREDACTED -e_SELECT_1
          sshpass -p hunter2_too ssh db-1        | sshpass -p REDACTED ssh db-1
          """)
  void arguments_of_a_command_are_redacted_as_one_line(String words, String shown) {
    assertThat(EffectiveSettings.commandLine(List.of(words.split(" ")))).isEqualTo(shown);
  }

  @Test
  void a_secret_with_a_blank_in_it_is_one_argument() {
    var command = List.of("sshpass", "-p", "correct horse", "ssh", "db-1", "tail -n 5 'a b'");
    assertThat(EffectiveSettings.commandLine(command))
        .doesNotContain("horse")
        .contains("ssh db-1 'tail -n 5 ");
  }
}
