// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.collector.spool.SpoolLimits;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// The dead letters of a Stillwatch that does not run, in the spool of its data folder.
final class SpooledLetters implements DeadLettersCommand.Letters {
  private static final int AT_ONCE = 1_000;

  private final Spool spool;

  private SpooledLetters(Spool spool) {
    this.spool = spool;
  }

  static SpooledLetters open(Path data) throws IOException, StoreException {
    var folder = data.resolve("spool");
    if (!Files.isDirectory(folder))
      throw new IOException(
          folder + " does not exist. Name the folder with --data, or a Stillwatch with --url.");
    return new SpooledLetters(Spool.open(folder, SpoolLimits.USUAL, InstantSource.system()));
  }

  @Override
  public JsonNode list(int offset, int limit) throws StoreException {
    var page = JsonNodeFactory.instance.objectNode().put("total", spool.deadLetterCount());
    var items = page.put("offset", offset).put("limit", limit).putArray("items");
    for (var letter : spool.deadLetterPage(offset, limit)) items.add(PublicJson.deadLetter(letter));
    return page;
  }

  @Override
  public Optional<JsonNode> show(long number) throws StoreException {
    return spool.deadLetter(number).map(PublicJson::whole);
  }

  @Override
  public long replay(long number) throws StoreException {
    return spool.replay(number) ? 1 : 0;
  }

  @Override
  public long replayAll() throws StoreException {
    return spool.replay();
  }

  @Override
  public Optional<JsonNode> discard(long number) throws StoreException {
    return spool.discard(number).map(PublicJson::discarded);
  }

  @Override
  public void discardAll(Consumer<JsonNode> told) throws StoreException {
    while (true) {
      var gone = spool.discardOldest(Long.MAX_VALUE, AT_ONCE);
      if (gone.isEmpty()) return;
      gone.forEach(letter -> told.accept(PublicJson.discarded(letter)));
    }
  }

  @Override
  public void close() {
    spool.close();
  }
}
