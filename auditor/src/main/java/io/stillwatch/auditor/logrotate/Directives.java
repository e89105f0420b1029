// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import io.stillwatch.auditor.logrotate.LogrotateConfig.Principals;
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
          nomissingok ignoreduplicates errors noolddir nocreateolddir nomail mailfirst \
          maillast nocreate hourly daily monthly yearly\
          """);
  private static final Set<String> SIZES = words("size maxsize minsize");
  private static final Map<String, String> COUNTS =
      Map.of(
          "rotate", "rotation count",
          "start", "start count",
          "minage", "minimum age",
          "maxage", "maximum age",
          "shredcycles", "shred cycles",
          "minutes", "minutes");
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("rotate", "rotate count"),
          Map.entry("start", "start count"),
          Map.entry("minage", "minage count"),
          Map.entry("maxage", "maxage count"),
          Map.entry("shredcycles", "shred cycles"),
          Map.entry("extension", "extension name"),
          Map.entry("addextension", "addextension name"),
          Map.entry("compresscmd", "compress"),
          Map.entry("uncompresscmd", "uncompress"),
          Map.entry("compressext", "compress-ext"));

  /// Words that take what follows on their line without an `=`.
  private static final Set<String> LINES = words("create createolddir su weekly compressoptions");

  /// Words whose missing value costs the line only.
  private static final Set<String> LENIENT = words("tabooext taboopat dateformat minutes");

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
          Map.entry("noallowhardlink", "allowhardlink"));

  private static final Set<String> ALL = all();

  private Directives() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" ", -1));
  }

  private static Set<String> all() {
    var all = new java.util.TreeSet<String>();
    for (var set : java.util.List.of(FLAGS, SIZES, COUNTS.keySet(), TEXTS, SCRIPTS))
      all.addAll(set);
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

  /// How logrotate takes what follows a word.
  enum Takes {
    NOTHING,
    /// The rest of the line, perhaps nothing.
    LINE,
    /// The rest of the line behind an optional `=`; without it the stanza is skipped.
    VALUE,
    /// As VALUE, but without it only the line is lost.
    VALUE_OR_LINE_LOST,
    SCRIPT
  }

  static Takes takes(String word) {
    if (SCRIPTS.contains(word)) return Takes.SCRIPT;
    if (SIZES.contains(word) || LENIENT.contains(word)) return Takes.VALUE_OR_LINE_LOST;
    if (LINES.contains(word)) return Takes.LINE;
    return FLAGS.contains(word) || word.equals(END_OF_SCRIPT) ? Takes.NOTHING : Takes.VALUE;
  }

  /// The name under which logrotate misses a value: `argument expected after rotate count`.
  static String argument(String word) {
    return ARGUMENTS.getOrDefault(word, word);
  }

  /// What logrotate says about the value, or empty if it takes it.
  static String complaint(String word, String value, Principals principals) {
    if (SIZES.contains(word)) {
      boolean fine = value.isEmpty() || Sizes.parse(value).isPresent();
      return fine ? "" : Sizes.complaint(value);
    }
    if (COUNTS.containsKey(word)) return countComplaint(word, value);
    return switch (word) {
      case "weekly" ->
          value.isEmpty() || value.matches("\\s*[+]?0*[0-7]")
              ? ""
              : "bad weekly directive '" + value + "'";
      case "create", "createolddir", "su" ->
          Ownership.read(word, value).complaint(word, principals);
      case "olddir", "compresscmd", "uncompresscmd", "compressext" ->
          value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)
              ? "bad " + argument(word) + " path " + value
              : "";
      case "mail" -> value.matches("[!-~]*") ? "" : "bad mail address " + value;
      case "compressoptions" -> value.isBlank() ? "invalid compression options" : "";
      default -> "";
    };
  }

  private static String countComplaint(String word, String value) {
    var number = word.equals("rotate") ? CNumber.signed(value) : CNumber.unsigned(value);
    int least = word.equals("rotate") ? -1 : word.equals("minutes") ? 1 : 0;
    if (number.isPresent() && (int) number.getAsLong() >= least) return "";
    return "bad " + COUNTS.get(word) + " '" + value + "'";
  }
}
