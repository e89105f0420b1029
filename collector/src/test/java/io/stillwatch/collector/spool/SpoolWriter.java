// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.Document;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;

/// A process that writes to a spool until it is killed, and says after each commit how far it came.
final class SpoolWriter {
  private SpoolWriter() {}

  public static void main(String[] arguments) throws Exception {
    var source = new SourceId("test");
    try (var spool = Spool.open(Path.of(arguments[0]), 1 << 30, InstantSource.system())) {
      var last = spool.checkpoint(source).value();
      for (int number = last.isEmpty() ? 0 : Integer.parseInt(last); ; number += 20) {
        var batch = new ArrayList<Document>();
        for (int i = number; i < number + 20; i++)
          batch.add(
              new Document(
                  "logs", "id-" + i, ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8)));
        spool.put(source, batch, new Checkpoint(String.valueOf(number + 20)));
        System.out.println(number + 20);
      }
    }
  }
}
