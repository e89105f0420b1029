// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which user root lets the server run as, and what that user may not replace.
class AccountTest {
  private static final int CHOSEN = 12_345;
  private static final int OWN = 65_432;

  @TempDir Path folder;

  /// Whoever is not root runs the server as themselves, and changes nothing.
  private boolean onlyOneself() throws IOException {
    var unix = new UnixSystem();
    if (unix.getUid() == 0) return false;
    var self = new Account((int) unix.getUid(), (int) unix.getGid(), false);
    assertThat(Account.forServer(folder)).isEqualTo(self);
    assertThat(folder).isEmptyDirectory();
    return true;
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }

  private void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", CHOSEN);
    Files.setAttribute(path, "unix:gid", CHOSEN);
  }

  @Test
  void the_server_has_a_user_of_its_own_in_a_folder_of_root() throws IOException {
    if (onlyOneself()) return;
    assertThat(Account.forServer(folder)).isEqualTo(new Account(OWN, OWN, true));
    Files.createDirectory(folder.resolve("data"));
    assertThat(Account.forServer(folder)).isEqualTo(new Account(OWN, OWN, true));
  }

  @Test
  void who_is_given_the_folder_has_the_data_and_can_replace_nothing_beside_them()
      throws IOException {
    if (onlyOneself()) return;
    give(folder);
    var chosen = Account.forServer(folder);
    assertThat(chosen).isEqualTo(new Account(CHOSEN, CHOSEN, true));
    assertThat(owner(folder)).as("owner of the folder").isZero();
    assertThat(owner(folder.resolve("data"))).isEqualTo(CHOSEN);
  }

  @Test
  void the_next_start_finds_the_user_again() throws IOException {
    if (onlyOneself()) return;
    give(folder);
    var chosen = Account.forServer(folder);
    assertThat(Account.forServer(folder)).isEqualTo(chosen);
  }
}
