// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.drift;

import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.HostConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares two configurations of a host.
public final class Drift {
  /// Facts that change by themselves.
  private static final List<String> RESTLESS = List.of("fs:", "anacron:", "open:", "cron.running");

  private Drift() {}

  public static List<Change> between(HostConfig before, HostConfig after) {
    var changes = new ArrayList<Change>();
    files(before, after, changes);
    stats(before, after, changes);
    users(before, after, changes);
    facts(before, after, changes);
    return List.copyOf(changes);
  }

  private static void files(HostConfig before, HostConfig after, List<Change> changes) {
    var old = byPath(before);
    var now = byPath(after);
    for (var path : union(old, now)) {
      var was = old.get(path);
      var is = now.get(path);
      if (was != null && is != null) {
        changes.addAll(LineDrift.between(path, was.text(), is.text()));
        attributes(path, was, is, changes);
      } else {
        var text = was == null ? "" : was.text();
        changes.add(new Change(path, 0, "the file", text, is == null ? "" : is.text()));
      }
    }
  }

  private static Map<String, ConfigFile> byPath(HostConfig config) {
    return config.files().stream()
        .collect(Collectors.toMap(ConfigFile::path, Function.identity(), (a, b) -> a));
  }

  private static void attributes(String path, ConfigFile was, ConfigFile is, List<Change> changes) {
    if (!was.attributes().known() || !is.attributes().known()) return;
    add(changes, path, "mode and owner", words(was.attributes()), words(is.attributes()));
  }

  private static String words(ConfigFile.Attributes a) {
    return a.mode() + " " + a.uid() + ":" + a.gid();
  }

  private static void stats(HostConfig before, HostConfig after, List<Change> changes) {
    var old = before.disk().stats();
    var now = after.disk().stats();
    for (var path : union(old, now)) {
      if (!old.containsKey(path) || !now.containsKey(path)) continue;
      add(changes, path, "mode and owner", words(old.get(path)), words(now.get(path)));
      add(changes, path, "the first line", old.get(path).shebang(), now.get(path).shebang());
    }
  }

  private static String words(FileStat s) {
    return s.exists() ? s.type() + " " + s.mode() + " " + s.uid() + ":" + s.gid() : "absent";
  }

  private static void users(HostConfig before, HostConfig after, List<Change> changes) {
    if (!before.accounts().complete() || !after.accounts().complete()) return;
    var old = accounts(before);
    var now = accounts(after);
    for (var name : union(old, now)) {
      add(changes, "user " + name, "the account", words(old.get(name)), words(now.get(name)));
    }
  }

  private static Map<String, Account> accounts(HostConfig config) {
    return config.accounts().users().stream()
        .collect(Collectors.toMap(Account::name, Function.identity(), (a, b) -> a));
  }

  private static String words(@org.jspecify.annotations.Nullable Account a) {
    if (a == null) return "";
    return a.uid()
        + " "
        + a.gids()
        + " "
        + a.home()
        + " "
        + a.shell()
        + (a.usable() ? "" : " expired");
  }

  private static void facts(HostConfig before, HostConfig after, List<Change> changes) {
    var old = before.platform().facts();
    var now = after.platform().facts();
    for (var name : union(old, now)) {
      boolean told = old.containsKey(name) && now.containsKey(name);
      if (told && RESTLESS.stream().noneMatch(name::startsWith)) {
        add(changes, name, "the state", old.getOrDefault(name, ""), now.getOrDefault(name, ""));
      }
    }
  }

  private static void add(
      List<Change> changes, String path, String what, String before, String after) {
    if (!before.equals(after)) changes.add(new Change(path, 0, what, before, after));
  }

  private static Set<String> union(Map<String, ?> one, Map<String, ?> other) {
    var all = new TreeSet<>(one.keySet());
    all.addAll(other.keySet());
    return all;
  }
}
