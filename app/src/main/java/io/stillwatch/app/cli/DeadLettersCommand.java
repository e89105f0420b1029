// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Documents that Elasticsearch refused for good: seen, sent again once the cause is mended, or
/// thrown away.
@Command(
    name = "deadletters",
    mixinStandardHelpOptions = true,
    description = {
      "Lists, shows, replays and discards documents that Elasticsearch refused.",
      "",
      "Asks the Stillwatch at --url, or opens the data folder of one that does not run."
    })
final class DeadLettersCommand implements Runnable {
  private static final String INDENT = "  ";

  @Spec private @Nullable CommandSpec spec;

  /// Where the letters are; the same for all four.
  static final class Where {
    @Mixin private DataOption data = new DataOption();

    @Option(names = "--url", paramLabel = "URL", description = "A Stillwatch that runs.")
    private @Nullable URI url;

    Letters open() throws IOException, StoreException {
      return url != null ? new RemoteLetters(url) : SpooledLetters.open(data.orDefault("serve"));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(commandLine(), "Which one: list, show, replay or discard?");
  }

  @Command(name = "list", description = "One line for each dead letter, the oldest first.")
  int list(
      @Mixin Where where,
      @Option(names = "--offset", defaultValue = "0", description = "Leave out so many.")
          int offset,
      @Option(
              names = "--limit",
              defaultValue = "100",
              description = "Show so many (default: ${DEFAULT-VALUE}, at most 1000).")
          int limit,
      @Option(names = "--json", description = "Print the page as JSON.") boolean json)
      throws IOException, StoreException, InterruptedException {
    if (offset < 0 || limit < 1 || limit > 1_000)
      throw new ParameterException(commandLine(), "--limit is a number from 1 to 1000.");
    try (var letters = where.open()) {
      var page = letters.list(offset, limit);
      if (json) out().println(Printable.json(page.toString()));
      else print(page);
      return 0;
    }
  }

  private void print(JsonNode page) {
    for (var letter : page.path("items")) {
      out()
          .printf(
              "%6d  %s  %s  %d bytes%s%n",
              letter.path("number").asLong(),
              letter.path("at").asText(),
              Printable.line(letter.path("index").asText()),
              letter.path("bytes").asInt(),
              letter.path("intact").asBoolean() ? "" : "  DAMAGED");
      out().println(INDENT.repeat(4) + Printable.line(letter.path("reason").asText()));
    }
    out().printf("%d of %d%n", page.path("items").size(), page.path("total").asInt());
  }

  @Command(name = "show", description = "One dead letter with its document, as JSON.")
  int show(@Mixin Where where, @Parameters(paramLabel = "NUMBER") long number)
      throws IOException, StoreException, InterruptedException {
    try (var letters = where.open()) {
      var letter = letters.show(number);
      if (letter.isEmpty()) throw new IOException("There is no dead letter " + number + ".");
      out().println(Printable.json(letter.get().toPrettyString()));
      return 0;
    }
  }

  @Command(
      name = "replay",
      description =
          "Puts dead letters back among what is sent: those that are named, or all with --all.")
  int replay(
      @Mixin Where where,
      @Parameters(paramLabel = "NUMBER", arity = "0..*") @Nullable List<Long> numbers,
      @Option(names = "--all", description = "All of them.") boolean all)
      throws IOException, StoreException, InterruptedException {
    var named = named(numbers, all);
    try (var letters = where.open()) {
      long replayed = all ? letters.replayAll() : 0;
      for (var number : named) replayed += letters.replay(number);
      out().println(replayed + " dead letters are sent again.");
      return all || replayed == named.size() ? 0 : 1;
    }
  }

  @Command(
      name = "discard",
      description = {
        "Throws dead letters away: those that are named, or all with --all.",
        "",
        "They are nowhere afterwards; their numbers, indices and ids are printed."
      })
  int discard(
      @Mixin Where where,
      @Parameters(paramLabel = "NUMBER", arity = "0..*") @Nullable List<Long> numbers,
      @Option(names = "--all", description = "All that there are now.") boolean all,
      @Option(names = "--json", description = "Print what was discarded as JSON.") boolean json)
      throws IOException, StoreException, InterruptedException {
    var named = named(numbers, all);
    try (var letters = where.open();
        var told = json ? Discards.asJson(out()) : Discards.asText(out())) {
      if (all) letters.discardAll(told::add);
      int unknown = 0;
      for (var number : named) {
        var gone = letters.discard(number);
        if (gone.isPresent()) {
          told.add(gone.get());
          continue;
        }
        unknown++;
        commandLine().getErr().println("There is no dead letter " + number + ".");
      }
      return unknown == 0 ? 0 : 1;
    }
  }

  /// Each number once, and none where all are meant.
  private List<Long> named(@Nullable List<Long> numbers, boolean all) {
    var named = Optional.ofNullable(numbers).orElse(List.of()).stream().distinct().toList();
    if (all == !named.isEmpty())
      throw new ParameterException(commandLine(), "Name dead letters by number, or say --all.");
    return named;
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  /// The dead letters, here or in another process.
  interface Letters extends AutoCloseable {
    JsonNode list(int offset, int limit) throws IOException, StoreException, InterruptedException;

    /// Empty where there is none of this number.
    Optional<JsonNode> show(long number) throws IOException, StoreException, InterruptedException;

    /// How many: 1, or 0 where there is no such letter, or it was damaged.
    long replay(long number) throws IOException, StoreException, InterruptedException;

    long replayAll() throws IOException, StoreException, InterruptedException;

    /// What was thrown away; empty where there is no such letter.
    Optional<JsonNode> discard(long number)
        throws IOException, StoreException, InterruptedException;

    /// Throws away all that there are now, and tells each one once it is gone.
    void discardAll(Consumer<JsonNode> told)
        throws IOException, StoreException, InterruptedException;

    @Override
    void close();
  }
}
