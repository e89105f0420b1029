// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import io.stillwatch.auditor.rule.Remedy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Remedies for a file that is not where its daemon reads it: they name it as it was given, and
/// edit it in place.
record ShownRemedy(String logical, String shown) {
  private static final Pattern SPOOL =
      Pattern.compile("crontab -u \\S+ -l \\| sed (.*) \\| crontab -u \\S+ -");
  private static final Pattern EDITED = Pattern.compile("crontab -u \\S+ -e");

  String of(String remedy) {
    if (logical.equals(shown)) return remedy;
    var file = Remedy.quote(shown);
    var spool = SPOOL.matcher(remedy);
    if (spool.matches()) return "sed -i " + spool.group(1) + " " + file;
    if (EDITED.matcher(remedy).matches()) return "${EDITOR:-vi} " + file;
    return beside().matcher(remedy).replaceAll(m -> Matcher.quoteReplacement(moved(m.group(1))));
  }

  /// The file itself, or another name in its folder.
  private Pattern beside() {
    var folder = logical.substring(0, logical.lastIndexOf('/') + 1);
    var name = logical.substring(folder.length());
    var any = Pattern.quote(folder) + "(?:" + Pattern.quote(name) + "|[\\w.-]+)";
    return Pattern.compile("(?<![\\w./-])'?(" + any + ")'?(?=[\\s;]|$)");
  }

  private String moved(String path) {
    if (path.equals(logical)) return Remedy.quote(shown);
    var folder = shown.substring(0, shown.lastIndexOf('/') + 1);
    return Remedy.quote(folder + path.substring(path.lastIndexOf('/') + 1));
  }
}
