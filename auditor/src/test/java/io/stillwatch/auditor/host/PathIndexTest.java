// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.SourceId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathIndexTest {
  private static final FileStat FILE = new FileStat("f", "644", 0, 0, false, "");

  private final PathIndex index =
      PathIndex.of(
          new HostConfig(
              "config",
              new SourceId("host"),
              Host.server("ops-1"),
              Instant.EPOCH,
              new Platform(Platform.Dialect.DEBIAN, ZoneId.of("UTC"), ""),
              List.of(),
              new HostConfig.Accounts(List.of(), false),
              new HostConfig.Disk(
                  Map.of("/usr/bin", List.of(new Executable("bzip2", "755", 0, 0))),
                  false,
                  Map.of(
                      "/srv/tools/backup.sh", FILE,
                      "/srv/tools/", FILE,
                      "/srv/gone.sh", FileStat.ABSENT))));

  @Test
  void a_directory_holds_what_is_known_below_it() {
    assertThat(index.names("/")).containsExactlyInAnyOrder("usr", "srv");
    assertThat(index.names("")).isEqualTo(index.names("/"));
    assertThat(index.names("/srv")).containsExactly("tools");
    assertThat(index.names("/srv/tools")).containsExactly("backup.sh");
    assertThat(index.names("/srv/tools/")).containsExactly("backup.sh");
    assertThat(index.names("/usr")).containsExactly("bin");
    assertThat(index.names("/usr/bin")).containsExactly("bzip2");
    assertThat(index.names("/opt")).isEmpty();
  }

  @Test
  void a_name_has_the_paths_that_end_with_it_and_exist() {
    assertThat(index.pathsNamed("backup.sh")).containsExactly("/srv/tools/backup.sh");
    assertThat(index.pathsNamed("bzip2")).containsExactly("/usr/bin/bzip2");
    assertThat(index.pathsNamed("gone.sh")).isEmpty();
    assertThat(index.pathsNamed("up.sh")).isEmpty();
  }
}
