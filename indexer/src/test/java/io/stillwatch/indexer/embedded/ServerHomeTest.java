// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHomeTest {
  @TempDir Path folder;

  @Test
  void waits_for_a_stopping_server_that_has_already_removed_its_pid_file() throws Exception {
    try (var home = ServerHome.claim(folder)) {
      var lock = Files.createDirectory(folder.resolve("data")).resolve("node.lock");
      Files.createFile(lock);
      var stopping = holderOf(lock);
      try {
        var end = new FutureTask<>(endsTheOrphanOf(home));
        var waiting = Thread.ofPlatform().start(end);
        while (waiting.getState() != Thread.State.TIMED_WAITING && !end.isDone()) {
          Thread.onSpinWait();
        }

        stopping.getOutputStream().close();

        assertThat(end.get()).isTrue();
      } finally {
        stopping.destroyForcibly().waitFor();
      }
    }
  }

  private static Callable<Boolean> endsTheOrphanOf(ServerHome home) {
    return () -> {
      home.endOrphan();
      return true;
    };
  }

  private static Process holderOf(Path lock) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = System.getProperty("java.class.path");
    var holder =
        new ProcessBuilder(java, "-cp", classes, LockHolder.class.getName(), lock.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(holder.inputReader().readLine()).isEqualTo("held");
    return holder;
  }
}
