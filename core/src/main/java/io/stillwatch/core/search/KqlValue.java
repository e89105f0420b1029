// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

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
    return switch (this) {
      case Phrase(var text) -> "has the phrase \"" + text + "\"";
      case Words(var text) ->
          text.indexOf(' ') < 0 ? "is " + text : "has any of the words \"" + text + "\"";
      case Pattern(var text) -> "fits " + text;
      case Present _ -> "is present";
    };
  }
}
