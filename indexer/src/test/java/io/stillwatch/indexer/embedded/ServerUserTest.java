// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerUserTest {
  @TempDir private Path folder;

  @Test
  void a_password_is_shown_by_no_text_and_told_by_no_hash() {
    var user = ServerUser.generated("anna", new SecureRandom());
    assertThat(user.password()).hasSize(32);
    assertThat(user).hasToString("ServerUser[anna, hidden]");
    assertThat(user.line(new SecureRandom()))
        .startsWith("anna:{PBKDF2}10000$")
        .doesNotContain(user.password());
  }

  @Test
  void the_same_passwords_are_used_after_a_restart() throws Exception {
    var file = folder.resolve("credentials");
    assertThat(ServerUsers.of(file)).isEqualTo(ServerUsers.of(file));
    var other = ServerUsers.of(folder.resolve("other"));
    assertThat(other.writer().password()).isNotEqualTo(ServerUsers.of(file).writer().password());
  }
}
