// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with a secret that nothing else contains, in one of the forms of `canary-forms.txt`.
///
/// The parts are those letters and digits of the secret that no output writes differently, so an
/// output that contains one of them has leaked, whatever it did to quotes and blanks.
///
/// @param form the form, as the file has it
/// @param text the form with a secret in it
/// @param parts of the secret, each of at least six characters
public record Canary(String form, String text, List<String> parts) {
  private static final String FORMS = "/canary-forms.txt";
  private static final Pattern PART = Pattern.compile("\\{([Uhlr]?)(\\d+)}");
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
  private static final String CAPITAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final long SEED = 20_261_201;

  public Canary {
    parts = List.copyOf(parts);
  }

  /// One of each form, the same each time.
  public static List<Canary> all() throws IOException {
    var random = new Random(SEED);
    try (InputStream in = Canary.class.getResourceAsStream(FORMS)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> of(line, random))
          .toList();
    }
  }

  private static Canary of(String form, Random random) {
    var parts = new ArrayList<String>();
    var text =
        PART.matcher(form)
            .replaceAll(found -> {
              var part = part(found.group(1), Integer.parseInt(found.group(2)), random);
              parts.add(part);
              return Matcher.quoteReplacement(part);
            })
            .replace("{nl}", "\n");
    return new Canary(form, text, parts);
  }

  private static String part(String kind, int length, Random random) {
    var alphabet =
        switch (kind) {
          case "U" -> CAPITAL + DIGITS;
          case "h" -> DIGITS + SMALL.substring(0, 6);
          case "l" -> SMALL + DIGITS;
          case "r" -> "абвгдежзиклмнопрстуфхцчшщэюя";
          default -> SMALL + CAPITAL + DIGITS;
        };
    var part = new StringBuilder(length);
    while (part.length() < length) part.append(alphabet.charAt(random.nextInt(alphabet.length())));
    return part.toString();
  }

  /// The first part that a text contains, or half of it.
  public Optional<String> in(String text) {
    return parts.stream().filter(part -> contains(text, part)).findFirst();
  }

  private static boolean contains(String text, String part) {
    int half = Math.max(8, part.length() / 2);
    return part.length() <= half
        ? text.contains(part)
        : text.contains(part.substring(0, half))
            || text.contains(part.substring(part.length() - half));
  }

  @Override
  public String toString() {
    return form;
  }
}
