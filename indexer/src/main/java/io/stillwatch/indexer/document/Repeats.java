// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Caches the text of the previous value, because adjacent log lines share host, path and second.
///
/// Not thread-safe.
final class Repeats<T> {
  private final Function<T, String> text;
  private @Nullable T last;
  private SerializableString known = new SerializedString("");

  Repeats(Function<T, String> text) {
    this.text = text;
  }

  @SuppressWarnings("ReferenceEquality") // usually the same object, and comparing records is slow
  SerializableString of(T value) {
    if (value == last || value.equals(last)) return known;
    known = new SerializedString(text.apply(value));
    last = value;
    return known;
  }
}
