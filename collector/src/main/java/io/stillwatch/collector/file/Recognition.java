// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.collector.file.Followed.Head;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out which content each present file holds: one that is known, perhaps under another name,
/// or a new one.
///
/// Content decides, not the inode: files are copied, restored, written again by whoever made them.
/// The inode only breaks the tie between a renamed file and a new one that begins alike.
final class Recognition {
  /// A file and the content that it holds; settled if nothing changed since the checkpoint.
  record Known(Candidate file, Followed content, boolean settled) {}

  @SuppressWarnings("ArrayRecordComponent") // lives within one poll
  private record Headed(Candidate file, byte[] head) {
    boolean at(Followed content) {
      return file.pathText().equals(content.path());
    }
  }

  private final List<Followed> known;
  private final Set<String> generations = new HashSet<>();
  private final Map<String, Known> recognised = new HashMap<>();
  private final List<Headed> heads = new ArrayList<>();

  /// `known` is what the checkpoint knows.
  Recognition(List<Followed> known) {
    this.known = known;
    known.forEach(content -> generations.add(content.generation()));
  }

  /// In the order of the files.
  List<Known> of(List<Candidate> files) throws IOException {
    var rest = unchanged(files);
    for (var file : rest) head(file);
    for (var content : known) {
      if (!recognised.containsKey(content.generation()))
        best(content).ifPresent(file -> take(file, content));
    }
    for (var content : known) dropCopies(content);
    for (var file : heads) fresh(file);
    var order = new HashMap<String, Integer>();
    for (var file : files) order.put(file.pathText(), order.size());
    return recognised.values().stream()
        .sorted(Comparator.comparing((Known one) -> order.get(one.file.pathText())))
        .toList();
  }

  /// Contents that no file holds any more.
  List<Followed> vanished() {
    return known.stream()
        .filter(content -> !recognised.containsKey(content.generation()) && !content.gone())
        .toList();
  }

  /// Most files did not change since the last poll; they are not even opened.
  private List<Candidate> unchanged(List<Candidate> files) {
    var byPath = new HashMap<String, Followed>();
    known.forEach(content -> byPath.put(content.path(), content));
    var rest = new ArrayList<Candidate>();
    for (var file : files) {
      var content = byPath.get(file.pathText());
      if (content != null && content.stamp().equals(file.stamp()))
        recognised.put(content.generation(), new Known(file, content, true));
      else rest.add(file);
    }
    return rest;
  }

  private void head(Candidate file) throws IOException {
    try {
      heads.add(new Headed(file, Content.head(file)));
    } catch (NoSuchFileException e) {
      // renamed meanwhile: met again by the next poll
    }
  }

  private Optional<Headed> best(Followed content) {
    var same =
        heads.stream()
            .filter(file -> file.file.name().family().equals(content.family()))
            .filter(file -> Content.matches(content.head(), file.head))
            .toList();
    return same.stream()
        .filter(file -> file.file.key().equals(content.key()))
        .findFirst()
        .or(() -> same.stream().filter(file -> file.at(content)).findFirst())
        .or(() -> same.stream().findFirst())
        .or(() -> heads.stream().filter(file -> isBeginning(content, file)).findFirst());
  }

  /// Truncated, or written again from its beginning: the same generation from its start on.
  private static boolean isBeginning(Followed content, Headed file) {
    var samePlace =
        content.gone()
            ? file.file.name().family().equals(content.family()) && !file.file.name().rotated()
            : file.at(content);
    return samePlace && Content.begins(content.head(), file.head);
  }

  private void take(Headed file, Followed content) {
    heads.remove(file);
    var again = !Content.matches(content.head(), file.head) || isShorter(file, content);
    var from = again ? content.restarted() : content;
    var head = Content.headOf(file.head, Content.firstLine(file.head, true));
    recognised.put(content.generation(), new Known(file.file, from.at(file.file, head), false));
  }

  private static boolean isShorter(Headed file, Followed content) {
    return !file.file.name().compressed() && file.file.size() < content.offset();
  }

  /// A second file with the same content is a copy of it, unless it took over the name of a file
  /// that was renamed.
  private void dropCopies(Followed content) {
    var holder = recognised.get(content.generation());
    if (holder == null) return;
    var renamed =
        holder.file.key().equals(content.key()) && !holder.file.pathText().equals(content.path());
    heads.removeIf(other ->
        other.file.name().family().equals(content.family())
            && Content.matches(content.head(), other.head)
            && !(renamed && other.at(content)));
  }

  private void fresh(Headed file) {
    var firstLine = Content.firstLine(file.head, file.file.name().rotated());
    if (firstLine == 0) return; // not even one line yet
    var family = file.file.name().family();
    var head = Content.headOf(file.head, firstLine);
    if (isCopy(family, head)) return;
    var generation = Content.generation(family, file.head, firstLine);
    while (!generations.add(generation))
      generation = Content.generation(generation, file.head, firstLine);
    var content = new Followed(generation, family, "", 0, 0, head, "", "");
    recognised.put(generation, new Known(file.file, content.at(file.file, head), false));
  }

  /// `x.1` beside the `x.1.gz` that is being made of it, both seen for the first time.
  private boolean isCopy(String family, Head head) {
    return recognised.values().stream()
        .filter(one -> one.content.offset() == 0 && one.content.family().equals(family))
        .anyMatch(one -> one.content.head().equals(head));
  }
}
