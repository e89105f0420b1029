// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/// JSON that senders wrote, read as a tree whose size is bounded.
///
/// A tree takes some 60 bytes for each value, name and bracket, however short they are: 20 MiB of
/// `{},` would be 700 MB. So it is refused beyond a number of them, and of the trees of large
/// bodies only one is there at a time.
public final class ForeignJson {
  /// One line of a log.
  public static final ForeignJson LINE = new ForeignJson(10_000, 1_000);

  /// Many lines of logs. Lines have fifty to a hundred parts each.
  public static final ForeignJson LINES = new ForeignJson(2_000_000, 1_000);

  /// The description of a host, which is never deep.
  public static final ForeignJson SNAPSHOT = new ForeignJson(1_000_000, 20);

  private static final int LONGEST_TEXT = 16 << 20;
  private static final int LARGE = 256 << 10;
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private final int mostTokens;
  private final ObjectMapper mapper;

  private ForeignJson(int mostTokens, int depth) {
    this.mostTokens = mostTokens;
    var limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(depth)
            .maxStringLength(LONGEST_TEXT)
            .maxTokenCount(mostTokens)
            .build();
    this.mapper =
        new ObjectMapper(JsonFactory.builder().streamReadConstraints(limits).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /// What is made of a tree.
  @FunctionalInterface
  public interface Use<T, X extends Exception> {
    T of(JsonNode tree) throws X;
  }

  /// The text is JSON, and there is too much of it.
  public static final class TooManyException extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    private TooManyException(int most) {
      super("it has more than " + most + " values, names and brackets");
    }
  }

  /// A tree that is small, or that is made by a caller who bounds the number of these.
  public JsonNode tree(String text) throws JsonProcessingException {
    try {
      return mapper.readTree(text);
    } catch (StreamConstraintsException e) {
      throw explained(e);
    }
  }

  /// Refuses a body, of one document or of several, that has too much in all of them together. What
  /// is no JSON is left to whoever reads it.
  public void check(byte[] body) throws TooManyException {
    try (var parser = mapper.createParser(body)) {
      while (parser.nextToken() != null) {
        // counted by the parser
      }
    } catch (StreamConstraintsException e) {
      if (explained(e) instanceof TooManyException tooMany) throw tooMany;
    } catch (IOException e) {
      return;
    }
  }

  /// Makes something of a tree, which is not kept.
  public <T, X extends Exception> T read(byte[] body, Use<T, X> use)
      throws X, JsonProcessingException {
    boolean large = body.length > LARGE;
    if (large) ONE_AT_A_TIME.lock();
    try {
      return use.of(mapper.readTree(body));
    } catch (StreamConstraintsException e) {
      throw explained(e);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Bytes in memory could not be read.", e);
    } finally {
      if (large) ONE_AT_A_TIME.unlock();
    }
  }

  /// Jackson tells which of its settings was exceeded, by a sentence that begins so.
  private JsonProcessingException explained(StreamConstraintsException e) {
    return e.getOriginalMessage().startsWith("Token count") ? new TooManyException(mostTokens) : e;
  }
}
