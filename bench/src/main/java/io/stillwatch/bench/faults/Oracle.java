// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knows every line that was given to the product, and what must be stored of it.
///
/// A line carries its number as `#123 `; the rest follows from seed and number.
final class Oracle {
  private static final Pattern NUMBER = Pattern.compile("#(\\d{1,9}) ");
  private static final DateTimeFormatter POSTGRES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String[] WORDS = {
    "rotated", "größe", "日本語", "\"quoted\"", "back\\slash", "{\"json\":1}", "100%", "tab\there",
    "naïve", "🙂", "<b>", "'single'", "$(date)", "a=b;c", "ключ", "end."
  };

  private final String host;
  private final long seed;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, String> expected = new ConcurrentHashMap<>();
  private final Map<Integer, String> originals = new ConcurrentHashMap<>();
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<Integer> destroyed = ConcurrentHashMap.newKeySet();

  private Optional<Predicate<String>> tolerated = Optional.empty();

  Oracle(String host, long seed) {
    this.host = host;
    this.seed = seed;
  }

  String host() {
    return host;
  }

  /// A line of a system log.
  String line() {
    int number = next.incrementAndGet();
    return issued(number, Instant.now() + " " + host + " oracle[" + number + "]: " + text(number));
  }

  /// So many lines as a file holds them; a file can be read again, so nobody waits for an answer.
  byte[] lines(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      var line = line();
      text.append(line).append('\n');
      acknowledged.add(numberOf(line));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// A line of PostgreSQL, as RDS writes it.
  String databaseLine() {
    int number = next.incrementAndGet();
    var text = text(number).replace("\t", " ");
    return issued(
        number, POSTGRES.format(Instant.now()) + ":10.0.0.1(5432):app@shop:[77]:LOG:  " + text);
  }

  /// The highest number so far.
  int last() {
    return next.get();
  }

  /// The next number, for a line of another form that [#issued] tells afterwards.
  int number() {
    return next.incrementAndGet();
  }

  String issued(int number, String text) {
    expected.put(number, text);
    return text;
  }

  /// The bytes of a line, in base64, that its text does not tell.
  void original(int number, String base64) {
    originals.put(number, base64);
  }

  /// How many lines have such bytes.
  int originals() {
    return originals.size();
  }

  private String text(int number) {
    var random = new SplittableRandom(seed * 31 + number);
    var text = new StringBuilder("#").append(number).append(' ');
    for (int words = 2 + random.nextInt(24); words > 0; words--)
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    return text.append(Long.toHexString(random.nextLong())).toString();
  }

  static int numberOf(String line) {
    Matcher matcher = NUMBER.matcher(line);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  void acknowledge(Collection<String> lines) {
    for (var line : lines) acknowledged.add(numberOf(line));
  }

  /// The fault itself destroyed the line before anybody could read it.
  void destroy(Collection<String> lines) {
    for (var line : lines) destroyed.add(numberOf(line));
  }

  void destroyNumbers(Collection<Integer> numbers) {
    destroyed.addAll(numbers);
  }

  int issued() {
    return expected.size();
  }

  int destroyed() {
    return destroyed.size();
  }

  /// Texts without a number that may be stored.
  void tolerate(Predicate<String> text) {
    tolerated = Optional.of(text);
  }

  /// Whether a line that was issued begins like this: damage may come in its middle.
  boolean begins(String text) {
    var line = expected.get(numberOf(text));
    return line != null && line.startsWith(text);
  }

  /// Then the number of documents does not tell whether all lines are there.
  boolean isTolerant() {
    return tolerated.isPresent();
  }

  boolean tolerates(String text) {
    return text.isBlank() || tolerated.map(one -> one.test(text)).orElse(false);
  }

  /// Word for word, and byte for byte where the words do not tell the bytes.
  boolean knows(int number, String text, String original) {
    return text.equals(expected.get(number)) && original.equals(originals.getOrDefault(number, ""));
  }

  /// Holds what is stored, by number and how often, against what was issued.
  Tally tally(Map<Integer, Integer> stored, int corrupted) {
    int missing = 0;
    int duplicates = 0;
    for (var number : expected.keySet()) {
      int times = stored.getOrDefault(number, 0);
      if (times == 0 && !destroyed.contains(number)) missing++;
      if (times > 1) duplicates += times - 1;
    }
    int lost = (int) destroyed.stream().filter(n -> !stored.containsKey(n)).count();
    return new Tally(
        expected.size() - lost,
        acknowledged.size() - lost,
        stored.size(),
        missing,
        duplicates,
        corrupted);
  }
}
