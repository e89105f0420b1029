// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.finding.ObservedCommand;
import io.stillwatch.core.text.EditDistance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The commands that cron was seen to start on one host, and which jobs each belongs to: two lines
/// may start the same command at different times, and the log does not say which line it was.
///
/// A command that takes over the time of day of a similar one that fell silent continues its job:
/// an edited line is the same job, for better or for worse.
final class Commands {
  record Key(String user, String command) {
    static Key of(String user, String command) {
      return new Key(user, command.strip());
    }
  }

  private static final Duration SAME_TIME = Duration.ofMinutes(5);

  /// Stands in a snapshot for a password that the log may show.
  private static final Pattern REDACTED = Pattern.compile("REDACTED\\s*");

  private final Map<Key, ObservedCommand> seen = new LinkedHashMap<>();
  private final Map<Key, List<String>> jobs = new HashMap<>();

  /// Notes a start; true if the command was never seen before.
  boolean note(Key key, Instant at) {
    var known = seen.get(key);
    if (known == null) {
      seen.put(key, new ObservedCommand(key.user(), key.command(), at, at, 1));
      return true;
    }
    var last = at.isAfter(known.lastSeen()) ? at : known.lastSeen();
    seen.put(
        key,
        new ObservedCommand(key.user(), key.command(), known.firstSeen(), last, known.runs() + 1));
    return false;
  }

  /// The commands of the log that a configured one may stand for: itself, and, where its secrets
  /// were taken out, those that are the same but for them.
  List<Key> writtenAs(Key configured) {
    var keys = new ArrayList<>(List.of(configured));
    if (!REDACTED.matcher(configured.command()).find()) return keys;
    for (var key : seen.keySet()) if (sameButForSecrets(configured, key)) keys.add(key);
    return keys;
  }

  /// The owners of a command that was never seen before: a configured one whose secrets were taken
  /// out.
  List<String> ownersButForSecrets(Key key) {
    for (var owned : jobs.entrySet()) {
      if (sameButForSecrets(owned.getKey(), key)) return owned.getValue();
    }
    return List.of();
  }

  private static boolean sameButForSecrets(Key configured, Key logged) {
    if (!configured.user().equals(logged.user()) || configured.equals(logged)) return false;
    var parts = REDACTED.split(configured.command(), -1);
    if (parts.length < 2) return false;
    var pattern = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      pattern.append(i == 0 ? "" : ".+").append(Pattern.quote(parts[i]));
    }
    return Pattern.matches(pattern.toString(), logged.command());
  }

  /// Empty for a command that nobody knows yet.
  List<String> jobs(Key key) {
    return jobs.getOrDefault(key, List.of());
  }

  void belongs(Key key, List<String> owners) {
    jobs.put(key, List.copyOf(owners));
  }

  List<ObservedCommand> observed() {
    return List.copyOf(seen.values());
  }

  List<String> commandsOf(String job) {
    var commands = new ArrayList<String>();
    jobs.forEach((key, owners) -> {
      if (owners.contains(job)) commands.add(key.command());
    });
    return commands;
  }

  /// The command that ran at this time of day until now, is silent since, and reads much like this
  /// one.
  Optional<Key> predecessor(Key key, Instant firstSeen) {
    return seen.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(key) && entry.getKey().user().equals(key.user()))
        .filter(entry -> ranAtThisTime(entry.getValue(), firstSeen))
        .filter(entry -> similar(entry.getKey().command(), key.command()))
        .min(
            Comparator.comparingInt(
                entry -> EditDistance.between(entry.getKey().command(), key.command())))
        .map(Map.Entry::getKey);
  }

  private static boolean ranAtThisTime(ObservedCommand old, Instant at) {
    long secondsOfDay = Math.floorMod(Duration.between(old.lastSeen(), at).toSeconds(), 86_400L);
    long apart = Math.min(secondsOfDay, 86_400 - secondsOfDay);
    boolean silentSince = Duration.between(old.lastSeen(), at).compareTo(SAME_TIME) > 0;
    return old.runs() > 1 && silentSince && apart <= SAME_TIME.toSeconds();
  }

  private static boolean similar(String one, String other) {
    if (CommandWords.firstWordName(one).equals(CommandWords.firstWordName(other))) return true;
    int allowed = Math.max(2, Math.min(one.length(), other.length()) / 10);
    return EditDistance.between(one, other) <= allowed;
  }
}
