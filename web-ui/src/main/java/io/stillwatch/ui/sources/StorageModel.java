// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import io.stillwatch.core.store.IndexSizes;
import io.stillwatch.ui.ports.Storage;
import io.stillwatch.ui.time.Sizes;
import io.stillwatch.ui.time.Times;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What the index holds, the largest family first.
public record StorageModel(List<Row> rows, String total) {
  /// One family in words; `oldest` is empty where indices have no period.
  public record Row(String family, String size, String documents, String kept, String oldest) {}

  public static StorageModel of(Storage storage) {
    var rows =
        storage.families().stream()
            .sorted(
                Comparator.comparingLong(IndexSizes.Family::bytes)
                    .reversed()
                    .thenComparing(IndexSizes.Family::name))
            .map(family -> row(family, storage))
            .toList();
    long bytes = storage.families().stream().mapToLong(IndexSizes.Family::bytes).sum();
    return new StorageModel(rows, Sizes.words(bytes));
  }

  private static Row row(IndexSizes.Family family, Storage storage) {
    var days = storage.keptDays(family.name());
    return new Row(
        family.name(),
        Sizes.words(family.bytes()),
        String.format(Locale.ROOT, "%,d", family.documents()),
        days.isEmpty() ? "for ever" : days.getAsInt() == 1 ? "1 day" : days.getAsInt() + " days",
        oldest(family));
  }

  /// Periods of indices are days of UTC, whatever the zone of the page.
  private static String oldest(IndexSizes.Family family) {
    return Times.known(family.oldest())
        ? LocalDate.ofInstant(family.oldest(), ZoneOffset.UTC).toString()
        : "";
  }
}
