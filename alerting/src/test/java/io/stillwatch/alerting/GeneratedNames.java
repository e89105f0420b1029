// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Names in several scripts, by a seed: as people write them, very long, and as an attacker would.
///
/// No script uses the bare letters of its clusters, so a letter that lost a mark is seen.
public final class GeneratedNames {
  private static final String[] FAMILIES = {
    "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
    "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDCBB",
    "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
    "\uD83C\uDDE9\uD83C\uDDEA",
    "\uD83D\uDC4D\uD83C\uDFFF",
    "\u2764\uFE0F\u200D\uD83D\uDD25"
  };
  private static final String[] ATTACKS = {
    "\r\nBcc: all@example.com",
    "\nSubject: paid",
    "\u0000\u0007\u001b[2J",
    "\u202Egnp.exe",
    "\u2066hidden\u2069",
    "\u200Bzero\uFEFF",
    "\u2028line\u2029",
    "\uD83D",
    "\uDE00",
    "<!channel> <@U1> <https://evil.example|ok>",
    "*bold* `code` _it_ ~no~ &amp;",
    "\",\"default\":\"x",
    "password=hunter2",
    "\uDB40\uDC41\uDB40\uDC42",
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
  };

  private final SplittableRandom random;
  private final List<Supplier<String>> scripts =
      List.of(
          this::latin,
          () -> from(0x03B1, 0x03C1),
          () -> from(0x0431, 0x044F),
          () -> from(0x05D0, 0x05EA) + from(0x05B0, 0x05B9),
          () -> from(0x0628, 0x063A) + from(0x064B, 0x0650),
          () -> from(0x0915, 0x0939) + from(0x093E, 0x0940),
          () -> from(0x4E00, 0x9FA5),
          () -> from(0xAC00, 0xD7A3),
          () -> from(0x1100, 0x1112) + from(0x1161, 0x1175) + from(0x11A8, 0x11C2),
          this::emoji,
          () -> from('a', 'z'));

  public GeneratedNames(long seed) {
    random = new SplittableRandom(seed);
  }

  private String from(int first, int last) {
    return Character.toString(random.nextInt(first, last + 1));
  }

  private String emoji() {
    return FAMILIES[random.nextInt(FAMILIES.length)];
  }

  /// A letter of Extended Latin, which always has a mark or two.
  private String latin() {
    var marks = new StringBuilder(Character.toString(0x0250 + random.nextInt(24)));
    for (int i = random.nextInt(1, 3); i > 0; i--) marks.append(from(0x0300, 0x0314));
    return marks.toString();
  }

  /// Words of one script, joined as in paths, commands and sentences.
  public String name() {
    var letter = scripts.get(random.nextInt(scripts.size()));
    int words = random.nextInt(60) == 0 ? random.nextInt(10, 60) : random.nextInt(1, 6);
    var text = new ArrayList<String>();
    for (int i = 0; i < words; i++) text.add(word(letter));
    return String.join(List.of(" ", "/", "-", "_").get(random.nextInt(4)), text);
  }

  private String word(Supplier<String> letter) {
    var word = new StringBuilder();
    int letters = random.nextInt(150) == 0 ? random.nextInt(40, 200) : random.nextInt(2, 12);
    for (int i = 0; i < letters; i++) word.append(letter.get());
    return word.toString();
  }

  /// A name with what does not belong into one.
  public String hostile() {
    return name() + ATTACKS[random.nextInt(ATTACKS.length)] + name();
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }
}
