// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "cronie, CRONIE",
    "vixie-debian, DEBIAN",
    "ID=centos ID_LIKE=rhel fedora, CRONIE",
    "ID=opensuse-leap ID_LIKE=SUSE, CRONIE",
    "ID=ubuntu ID_LIKE=debian, DEBIAN",
    "'', DEBIAN"
  })
  void a_daemon_or_a_distribution_tells_the_dialect(String name, Platform.Dialect dialect) {
    assertThat(Platform.Dialect.of(name)).isEqualTo(dialect);
  }
}
