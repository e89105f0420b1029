// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.util.Optional;

/// What a field is compared with.
public sealed interface KqlValue {
  /// In quotes: these words, in this order.
  record Phrase(String text) implements KqlValue {}

  /// Without quotes: on a text field any of the words, on other fields exactly this.
  record Words(String text) implements KqlValue {}

  /// With a `*` in it.
  record Pattern(KqlText text) implements KqlValue {}

  /// Just `*`: the field is there.
  record Present() implements KqlValue {}

  default String inWords() {
    return inWords(Optional.empty());
  }

  /// On a field of a known type that is not text, a phrase is the whole value.
  default String inWords(Optional<LogFields.Type> type) {
    if (this instanceof Phrase(var text)
        && type.filter(one -> one != LogFields.Type.TEXT).isPresent()) return "is \"" + text + "\"";
    return switch (this) {
      case Phrase(var text) -> "has the phrase \"" + text + "\"";
      case Words(var text) ->
          text.indexOf(' ') < 0 ? "is " + text : "has any of the words \"" + text + "\"";
      case Pattern(var text) -> "fits " + text;
      case Present _ -> "is present";
    };
  }
}
