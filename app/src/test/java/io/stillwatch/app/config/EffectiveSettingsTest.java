// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;

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
    "elasticsearch.url,              https://not an address,                 •••"
  })
  void what_could_be_secret_is_hidden(String name, String value, String shown) {
    assertThat(EffectiveSettings.masked(name, value)).isEqualTo(shown);
  }
}
