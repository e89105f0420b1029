// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.EvidenceStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class InMemoryEvidenceStore implements EvidenceStore {
  private static final int PAGE = 5_000;

  private final List<Evidence> arrived = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  @Override
  public synchronized void append(List<Evidence> evidence) {
    for (var one : evidence) {
      if (ids.add(one.id())) arrived.add(one);
    }
  }

  @Override
  public synchronized Page readAfter(String from) {
    int start = from.equals(Page.START) ? 0 : Integer.parseInt(from);
    int end = Math.min(arrived.size(), start + PAGE);
    var page =
        arrived.subList(start, end).stream()
            .filter(InMemoryEvidenceStore::concernsDetection)
            .toList();
    // A page may be empty only at the end, so a page of lines about nothing is read on.
    return page.isEmpty() && end < arrived.size()
        ? readAfter(Integer.toString(end))
        : new Page(page, Integer.toString(end));
  }

  private static boolean concernsDetection(Evidence evidence) {
    return !(evidence instanceof LogRecord line) || line.event().concernsJobs();
  }
}
