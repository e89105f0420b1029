// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMissingTest {
  @ParameterizedTest(name = "{0} for {1}, meant {2}: {3}")
  @CsvSource({
    "/opt/rotat, /opt/rotat, /opt/rotate, /opt/rotate",
    "$HOME/bin/rotat.sh, /home/ops/bin/rotat.sh, /home/ops/bin/rotate.sh, $HOME/bin/rotate.sh",
    "~/bin/rotat.sh, /home/ops/bin/rotat.sh, /home/ops/bin/rotate.sh, ~/bin/rotate.sh",
    "${BASE}/x.sh, /srv/app/x.sh, /srv/app/y.sh, ${BASE}/y.sh",
    "./rotat, /srv/rotat, /srv/rotate, ./rotate",
    "bin/rotat, /srv/bin/rotat, /srv/bin/rotate, bin/rotate",
    "./rotat, /srv/rotat, /opt/rotate, /opt/rotate",
    "$HOME/rotat, /home/ops/rotat, /usr/bin/rotate, /usr/bin/rotate"
  })
  void a_meant_path_is_written_as_the_one_before(
      String written, String path, String meant, String expected) {
    assertThat(PathMissing.as(written, path, meant)).isEqualTo(expected);
  }
}
