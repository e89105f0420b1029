// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Things by a text, so that those whose text reads much like another are found without comparing
/// it with all of them.
///
/// Two texts that differ in one place share what is before it and what is behind it. They are
/// therefore neighbours among texts sorted by how they begin, or among those sorted by how they
/// end. Of each order the four nearest on either side are looked at, whatever their number is: a
/// text that is like the asked one and stands behind four others that are like it in the same way
/// is not found.
public final class Lookalikes<T> {
  /// Longer texts are compared by their beginning.
  public static final int COMPARED = 512;

  /// Texts that differ in more are unlike: telling by how much would take too long.
  public static final int MOST_EDITS = 48;

  private static final int NEXT = 4;

  private record Entry<T>(String text, int number, T value) {}

  private final NavigableSet<Entry<T>> byBeginning =
      new TreeSet<>(Comparator.comparing((Entry<T> e) -> e.text).thenComparingInt(e -> e.number));
  private final NavigableSet<Entry<T>> byEnd =
      new TreeSet<>(
          Comparator.comparing((Entry<T> e) -> e.text, Lookalikes::fromTheEnd)
              .thenComparingInt(e -> e.number));
  private final Map<T, Entry<T>> entries = new HashMap<>();
  private int added;

  /// Each thing is held once, by its equality.
  public void add(String text, T value) {
    remove(value);
    var entry = new Entry<>(beginning(text), added++, value);
    entries.put(value, entry);
    byBeginning.add(entry);
    byEnd.add(entry);
  }

  public void remove(T value) {
    var entry = entries.remove(value);
    if (entry == null) return;
    byBeginning.remove(entry);
    byEnd.remove(entry);
  }

  /// Of what is wanted and reads most like the text, what differs least; of several that differ in
  /// the same number of edits, or in more than [#MOST_EDITS], the first by `order`.
  public Optional<T> nearest(String text, Predicate<T> wanted, Comparator<T> order) {
    var asked = beginning(text);
    var best = Optional.<T>empty();
    int least = MOST_EDITS + 1;
    for (var near : near(asked)) {
      if (!wanted.test(near.value)) continue;
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

  private Set<Entry<T>> near(String text) {
    var near = new LinkedHashSet<Entry<T>>();
    near.addAll(beside(byBeginning, text));
    near.addAll(beside(byEnd, text));
    return near;
  }

  private List<Entry<T>> beside(NavigableSet<Entry<T>> order, String text) {
    if (order.isEmpty()) return List.of();
    var here = new Entry<>(text, -1, order.getFirst().value);
    return Stream.concat(
            order.tailSet(here, true).stream().limit(NEXT),
            order.headSet(here, false).descendingSet().stream().limit(NEXT))
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
