// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The text of the value that came last: neighbours in a log share host, path and second.
///
/// For one thread.
final class Repeats<T> {
  private final Function<T, String> text;
  private @Nullable T last;
  private SerializableString known = new SerializedString("");

  Repeats(Function<T, String> text) {
    this.text = text;
  }

  @SuppressWarnings("ReferenceEquality") // mostly it is, and records compare slowly
  SerializableString of(T value) {
    if (value == last || value.equals(last)) return known;
    known = new SerializedString(text.apply(value));
    last = value;
    return known;
  }
}
