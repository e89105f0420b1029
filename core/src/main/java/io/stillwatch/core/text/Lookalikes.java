// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Things by a text, so that those whose text reads much like another are found without comparing
/// it with all of them.
///
/// Two texts that differ in one place share what is before it and what is behind it. They are
/// therefore neighbours among texts sorted by how they begin, or among those sorted by how they
/// end. Of each order the four nearest texts on either side are looked at, whatever their number
/// is: a text that is like the asked one and stands behind four others that are like it in the same
/// way is not found.
public final class Lookalikes<T> {
  /// Longer texts are compared by their beginning.
  public static final int COMPARED = 512;

  /// Texts that differ in more are unlike: telling by how much would take too long.
  public static final int MOST_EDITS = 48;

  private static final int NEXT = 4;

  private record Near<T>(String text, T value) {}

  private final NavigableMap<String, Set<T>> byBeginning = new TreeMap<>();
  private final NavigableMap<String, Set<T>> byEnd = new TreeMap<>(Lookalikes::fromTheEnd);
  private final Map<T, String> texts = new HashMap<>();

  /// Each thing is held once, by its equality.
  public void add(String text, T value) {
    remove(value);
    var beginning = beginning(text);
    texts.put(value, beginning);
    var same = byBeginning.computeIfAbsent(beginning, _ -> new LinkedHashSet<>());
    same.add(value);
    byEnd.put(beginning, same);
  }

  public void remove(T value) {
    var text = texts.remove(value);
    if (text == null) return;
    var same = byBeginning.get(text);
    if (same == null) return;
    same.remove(value);
    if (!same.isEmpty()) return;
    byBeginning.remove(text);
    byEnd.remove(text);
  }

  /// Of the things that may be found and read most like the text, what differs least; of several
  /// that differ in the same number of edits, or in more than [#MOST_EDITS], the first by `order`.
  ///
  /// What may not be found takes the place of no neighbour, so `among` may be asked of every thing;
  /// `like` is only asked of the texts of neighbours.
  public Optional<T> nearest(
      String text, Predicate<T> among, Predicate<String> like, Comparator<T> order) {
    var asked = beginning(text);
    var best = Optional.<T>empty();
    int least = MOST_EDITS + 1;
    for (var near : near(asked, among, order)) {
      if (!like.test(near.text)) continue;
      int edits = EditDistance.between(asked, near.text, Math.min(least, MOST_EDITS));
      boolean nearer =
          best.isEmpty()
              || edits < least
              || (edits == least && order.compare(near.value, best.get()) < 0);
      if (!nearer) continue;
      best = Optional.of(near.value);
      least = edits;
    }
    return best;
  }

  private Set<Near<T>> near(String text, Predicate<T> among, Comparator<T> order) {
    var near = new LinkedHashSet<Near<T>>();
    for (var texts : List.of(byBeginning, byEnd)) {
      near.addAll(first(texts.tailMap(text, true), among, order));
      near.addAll(first(texts.headMap(text, false).descendingMap(), among, order));
    }
    return near;
  }

  /// Of each text the first by `order`.
  private List<Near<T>> first(Map<String, Set<T>> texts, Predicate<T> among, Comparator<T> order) {
    return texts.entrySet().stream()
        .flatMap(same ->
            same.getValue().stream()
                .filter(among)
                .min(order)
                .map(value -> new Near<>(same.getKey(), value))
                .stream())
        .limit(NEXT)
        .toList();
  }

  /// The edits between the beginnings of two texts; `most + 1` if there are more than that.
  public static int edits(String one, String other, int most) {
    return EditDistance.between(beginning(one), beginning(other), most);
  }

  private static String beginning(String text) {
    return text.length() <= COMPARED ? text : text.substring(0, COMPARED);
  }

  private static int fromTheEnd(String one, String other) {
    int i = one.length();
    int j = other.length();
    while (i > 0 && j > 0) {
      int order = Character.compare(one.charAt(--i), other.charAt(--j));
      if (order != 0) return order;
    }
    return Integer.compare(i, j);
  }
}
