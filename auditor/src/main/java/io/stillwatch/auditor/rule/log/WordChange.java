// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.log;

import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The one word in which two command lines differ, if it is a program or a path and the difference
/// is a typo in one of its segments.
public record WordChange(String old, String now) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  public static Optional<WordChange> between(String before, String after) {
    var a = words(before);
    var b = words(after);
    if (a.size() != b.size()) return Optional.empty();
    var differing = new ArrayList<Integer>();
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).equals(b.get(i))) differing.add(i);
    }
    if (differing.size() != 1) return Optional.empty();
    var change = new WordChange(a.get(differing.getFirst()), b.get(differing.getFirst()));
    boolean matters = change.old.contains("/") || programs(before).contains(change.old);
    return matters && change.isTypo() ? Optional.of(change) : Optional.empty();
  }

  public String oldName() {
    return old.substring(old.lastIndexOf('/') + 1);
  }

  public String newName() {
    return now.substring(now.lastIndexOf('/') + 1);
  }

  private boolean isTypo() {
    var a = List.of(old.split("/", -1));
    var b = List.of(now.split("/", -1));
    if (a.size() != b.size()) return false;
    int differing = 0;
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).equals(b.get(i))) continue;
      if (!Spelling.similar(b.get(i), a.get(i)) && !Spelling.similar(a.get(i), b.get(i)))
        return false;
      differing++;
    }
    return differing == 1;
  }

  private static List<String> words(String command) {
    return List.of(BLANKS.split(command.strip()));
  }

  private static Set<String> programs(String command) {
    var names = new HashSet<String>();
    ShellLine.parse(command).programs().forEach(p -> names.add(p.program().text()));
    return names;
  }
}
