// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// What Elasticsearch takes at most: bulk bodies that were made before, posted by two connections.
///
/// The documents are those that Stillwatch makes of the file.
record Limit(Path bodies) implements Contestant {
  private static final int BODY_BYTES = 5 << 20;
  private static final int CONNECTIONS = 2;

  static Limit prepare(LogFile file, Server server, Path folder)
      throws IOException, StoreException, InterruptedException {
    var bodies = folder.resolve("bodies");
    try (var stores = server.connect((document, reason) -> {});
        var out = new DataOutputStream(Files.newOutputStream(bodies))) {
      var source = Stillwatch.source(file.path());
      var body = new ByteArrayOutputStream();
      for (var from = Checkpoint.START; ; ) {
        var batch = source.poll(from);
        for (var document : stores.documents().encode(batch.evidence())) {
          append(document, body);
          if (body.size() >= BODY_BYTES) flush(body, out);
        }
        if (batch.evidence().isEmpty() && batch.caughtUp()) break;
        from = batch.next();
      }
      flush(body, out);
    } catch (SourceException e) {
      throw new IOException(file.path() + " could not be read: " + e.getMessage(), e);
    }
    return new Limit(bodies);
  }

  private static void append(Document document, ByteArrayOutputStream body) {
    var action =
        "{\"create\":{\"_index\":\""
            + document.index()
            + "\",\"_id\":\""
            + document.id()
            + "\"}}\n";
    body.writeBytes(action.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(document.json());
    body.write('\n');
  }

  private static void flush(ByteArrayOutputStream body, DataOutputStream out) throws IOException {
    if (body.size() == 0) return;
    out.writeInt(body.size());
    body.writeTo(out);
    body.reset();
  }

  @Override
  public Usage send(LogFile file, Server server) throws IOException, InterruptedException {
    Usage.forgetOwnPeak();
    var before = Usage.own();
    try (var in = new DataInputStream(Files.newInputStream(bodies));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var posts = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < CONNECTIONS; i++) posts.add(() -> post(in, server));
      for (var post : threads.invokeAll(posts)) post.get();
    } catch (ExecutionException e) {
      throw new IOException("A bulk request failed: " + e.getCause(), e);
    }
    return Usage.own().since(before);
  }

  private static boolean post(DataInputStream in, Server server)
      throws IOException, InterruptedException {
    var buffer = new byte[BODY_BYTES * 2];
    while (true) {
      int length = next(in, buffer);
      if (length == 0) return true;
      server.request("POST", "/_bulk?filter_path=errors", buffer, length);
    }
  }

  private static int next(DataInputStream in, byte[] buffer) throws IOException {
    synchronized (in) {
      try {
        int length = in.readInt();
        in.readFully(buffer, 0, length);
        return length;
      } catch (EOFException e) {
        return 0;
      }
    }
  }
}
