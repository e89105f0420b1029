// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import io.stillwatch.auditor.logrotate.LogrotateConfig.Principals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `create`, `createolddir` and `su` are given, read as logrotate 3.21 reads it with `sscanf`.
///
/// `create 0690 root adm` has the mode 06, the user 90 and a word too many.
record Ownership(Optional<String> user, Optional<String> group, boolean tooMany) {
  private static final Pattern MODE = Pattern.compile("\\s*[+-]?[0-7]+");

  static Ownership read(String directive, String value) {
    var mode = MODE.matcher(value);
    boolean moded = !directive.equals("su") && mode.lookingAt();
    var words = words(moded ? value.substring(mode.end()) : value);
    boolean more = words.size() > 2;
    return new Ownership(at(words, 0), at(words, 1), more);
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    for (var word : text.strip().split("\\s+", -1)) if (!word.isEmpty()) words.add(word);
    return words;
  }

  private static Optional<String> at(List<String> words, int index) {
    return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
  }

  /// What logrotate says of it, or nothing.
  String complaint(String directive, Principals principals) {
    if (tooMany) return "extra arguments for " + directive;
    var unknownUser = user.filter(principals::noUser);
    if (unknownUser.isPresent()) return "unknown user '" + unknownUser.get() + "'";
    var unknownGroup = group.filter(principals::noGroup);
    if (unknownGroup.isPresent()) return "unknown group '" + unknownGroup.get() + "'";
    if (!directive.equals("su")) return "";
    if (user.isEmpty()) return "no user for su";
    return group.isEmpty() ? "no group for su" : "";
  }
}
