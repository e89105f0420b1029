// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random edits of a text: characters, words and lines are lost, doubled, swapped or come in.
final class Edits {
  private static final String CHARACTERS =
      "\t \r\"'`$(){}[]*#%\\/-~,@=<>&|;:!?+._0123456789abcdexKMGTZ";
  private static final int MOST = 3;

  private final Random random;

  Edits(long seed) {
    this.random = new Random(seed);
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// One to three edits.
  String edited(String text) {
    var edited = text;
    int count = 1 + random.nextInt(MOST);
    for (int i = 0; i < count && edited.length() > 3; i++) {
      edited =
          switch (random.nextInt(6)) {
            case 0 -> line(edited);
            case 1 -> word(edited);
            default -> character(edited);
          };
    }
    return edited;
  }

  /// One edit, as a person makes it: not in a comment.
  String editedOnce(String text) {
    return random.nextInt(4) == 0 ? word(text) : character(text);
  }

  private String line(String text) {
    var lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(at));
      default -> lines.add(random.nextInt(lines.size()), lines.remove(at));
    }
    return String.join("", lines);
  }

  private String word(String text) {
    var words = new ArrayList<>(List.of(text.split("(?<=\\s)", -1)));
    int at = random.nextInt(words.size());
    switch (random.nextInt(3)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      default -> words.add(random.nextInt(words.size()), words.remove(at));
    }
    return String.join("", words);
  }

  private String character(String text) {
    int at = place(text);
    var one = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    var before = text.substring(0, at);
    return switch (random.nextInt(5)) {
      case 0 -> before + text.substring(at + 1);
      case 1 -> before + one + text.substring(at);
      case 2 -> before + one + text.substring(at + 1);
      case 3 -> text.substring(0, at + 1) + text.substring(at);
      default ->
          at + 2 > text.length()
              ? before
              : before + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    };
  }

  /// Rather not in a comment, where nothing would come of it.
  private int place(String text) {
    for (int i = 0; i < 8; i++) {
      int at = random.nextInt(text.length() - 1);
      if (text.charAt(text.lastIndexOf('\n', at) + 1) != '#') return at;
    }
    return random.nextInt(text.length() - 1);
  }
}
