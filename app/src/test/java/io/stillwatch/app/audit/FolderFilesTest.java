// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.app.audit.FolderFiles.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderFilesTest {
  private static final Path ETC = Path.of("/etc");
  private static final Path SPOOL = Path.of("/var/spool/cron");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "crontab, true",
    "cron.d, true",
    "cron.d/backup, true",
    "logrotate.d, true",
    "systemd/system, true",
    "systemd/system/x.timer.d, true",
    "sudoers.d, false",
    "ssl/private, false",
    "polkit-1/rules.d, false",
    "systemd/network, false",
    "shadow, false",
  })
  void only_what_holds_audited_files_is_missed_if_it_cannot_be_read(String path, boolean missed) {
    assertThat(Part.ETC.concerns(ETC, ETC.resolve(path))).isEqualTo(missed);
  }

  @ParameterizedTest
  @CsvSource({"'', true", "crontabs, true", "tabs/ops, true", "atjobs, false", "lastrun, false"})
  void an_unreadable_folder_of_user_tables_is_missed(String path, boolean missed) {
    assertThat(Part.SPOOL.concerns(SPOOL, SPOOL.resolve(path))).isEqualTo(missed);
  }

  @Test
  void everything_but_what_git_keeps_is_read_below_another_folder() throws IOException {
    for (var file : new String[] {"a", "deep/er/b", ".git/c", "deep/.git/d", "x.git/e"}) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "x\n");
    }
    assertThat(FolderFiles.below(folder).files())
        .map(f -> folder.relativize(f).toString())
        .containsExactly("a", "deep/er/b", "x.git/e");
  }
}
