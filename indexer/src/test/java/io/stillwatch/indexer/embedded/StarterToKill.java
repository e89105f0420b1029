// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/// A process that starts a server, prints its address, and waits to be killed.
final class StarterToKill {
  private StarterToKill() {}

  public static void main(String[] arguments) throws Exception {
    var server =
        EmbeddedElasticsearch.start(
            Path.of(arguments[0]), Path.of(arguments[1]), OptionalInt.empty(), 256);
    System.out.println(server.uri());
    System.out.println(server.users().writer().authorization());
    new CountDownLatch(1).await();
  }
}
