// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables that are links on the machine at hand.
class LinkedTablesTest {
  @TempDir private Path etc;

  @Test
  void a_link_has_the_mode_of_what_it_leads_to() throws IOException {
    var table = Files.writeString(etc.resolve("table"), "");
    Files.setPosixFilePermissions(table, PosixFilePermissions.fromString("rw-rw----"));
    var link = Files.createSymbolicLink(etc.resolve("link"), Path.of("table"));

    var attributes = LocalHost.attributes(link);

    assertThat(attributes.isLink()).isTrue();
    assertThat(attributes.isBroken()).isFalse();
    assertThat(attributes.mode()).isEqualTo("0660");
    assertThat(attributes.linkUid()).isEqualTo(attributes.uid());
    assertThat(LocalHost.attributes(table).linkUid()).isEqualTo(-1);
  }

  @Test
  void links_that_lead_nowhere_are_found() throws IOException {
    var tables = Files.createDirectory(etc.resolve("cron.d"));
    Files.writeString(tables.resolve("table"), "");
    Files.createSymbolicLink(tables.resolve("good"), Path.of("table"));
    var broken = Files.createSymbolicLink(tables.resolve("broken"), Path.of("nowhere"));

    assertThat(FolderFiles.brokenTables(etc)).containsExactly(broken);
    assertThat(LocalHost.attributes(broken).isBroken()).isTrue();
  }

  @Test
  void without_tables_there_are_none() throws IOException {
    assertThat(FolderFiles.brokenTables(etc)).isEmpty();
  }
}
