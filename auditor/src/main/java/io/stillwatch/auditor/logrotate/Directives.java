// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.Map;
import java.util.Set;

/// The words that logrotate knows, and what may follow them (3.21.0; `minutes` since 3.22).
public final class Directives {
  private static final Set<String> FLAGS =
      words(
          """
          compress nocompress copy nocopy copytruncate nocopytruncate renamecopy norenamecopy \
          allowhardlink noallowhardlink delaycompress nodelaycompress shred noshred sharedscripts \
          nosharedscripts notifempty ifempty dateext nodateext dateyesterday datehourago missingok \
          nomissingok ignoreduplicates noignoreduplicates noolddir nocreateolddir nomail mailfirst \
          maillast nocreate hourly daily monthly yearly\
          """);
  private static final Set<String> SIZES = words("size maxsize minsize");
  private static final Set<String> COUNTS = words("rotate start minage maxage shredcycles minutes");
  private static final Set<String> TEXTS =
      words(
          """
          create createolddir su olddir mail dateformat extension addextension compresscmd \
          uncompresscmd compressext compressoptions include tabooext taboopat weekly\
          """);
  private static final Set<String> SCRIPTS =
      words("prerotate postrotate preremove firstaction lastaction");
  static final String END_OF_SCRIPT = "endscript";

  /// The words that decide when a log is rotated; the last one in a stanza wins.
  private static final Set<String> CRITERIA =
      words("hourly daily weekly monthly yearly size minutes");

  /// Each pair is one setting: the later word undoes the earlier.
  private static final Map<String, String> OPPOSITES =
      Map.ofEntries(
          Map.entry("ifempty", "notifempty"),
          Map.entry("nomissingok", "missingok"),
          Map.entry("nocompress", "compress"),
          Map.entry("nocopy", "copy"),
          Map.entry("nocopytruncate", "copytruncate"),
          Map.entry("norenamecopy", "renamecopy"),
          Map.entry("nodelaycompress", "delaycompress"),
          Map.entry("nosharedscripts", "sharedscripts"),
          Map.entry("nodateext", "dateext"),
          Map.entry("noshred", "shred"),
          Map.entry("noolddir", "olddir"),
          Map.entry("nocreateolddir", "createolddir"),
          Map.entry("nomail", "mail"),
          Map.entry("nocreate", "create"),
          Map.entry("noignoreduplicates", "ignoreduplicates"),
          Map.entry("noallowhardlink", "allowhardlink"));

  private static final Set<String> ALL = all();

  private Directives() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" ", -1));
  }

  private static Set<String> all() {
    var all = new java.util.TreeSet<String>();
    for (var set : java.util.List.of(FLAGS, SIZES, COUNTS, TEXTS, SCRIPTS)) all.addAll(set);
    all.add(END_OF_SCRIPT);
    return all;
  }

  public static Set<String> names() {
    return ALL;
  }

  static boolean known(String word) {
    return ALL.contains(word);
  }

  public static boolean script(String word) {
    return SCRIPTS.contains(word);
  }

  static boolean criterion(String word) {
    return CRITERIA.contains(word);
  }

  /// The setting that a `no` word takes back, or empty.
  static String undone(String word) {
    return OPPOSITES.getOrDefault(word, "");
  }

  /// What logrotate says about the value, or empty if it takes it.
  static String complaint(String word, String value) {
    if (SIZES.contains(word)) return Sizes.parse(value).isPresent() ? "" : Sizes.complaint(value);
    if (COUNTS.contains(word)) {
      boolean number = value.matches(word.equals("rotate") ? "-1|\\d+" : "\\d+");
      return number ? "" : "bad number '" + value + "' for " + word;
    }
    if (word.equals("weekly")) {
      return value.isEmpty() || value.matches("[0-7]")
          ? ""
          : "bad weekly directive '" + value + "'";
    }
    if (word.equals("su") && value.split("\\s+", -1).length != 2) return "no group for su";
    boolean creates = word.equals("create") || word.equals("createolddir");
    return creates ? createComplaint(word, value) : "";
  }

  /// Mode, owner and group in this order, the mode or the last two left out.
  private static String createComplaint(String word, String value) {
    var words = value.split("\\s+", -1);
    boolean wrong = words.length > 3 || (words.length == 3 && !words[0].matches("0?[0-7]{3,4}"));
    return wrong ? "extra arguments for " + word : "";
  }
}
