// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.region;

import io.stillwatch.auditor.spelling.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The regions of AWS, and which one a misspelt name was meant to be.
///
/// AWS opens regions that the list does not have yet, and names them alike: a name of that form is
/// misspelt only if it begins as no region does and is one letter from one (`ue-west-1`).
public final class AwsRegions {
  private static final String FILE = "aws-regions.txt";
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z]{2,4}(?:-gov|-iso[a-z]?|-[a-z]{2})?"
              + "-(?:central|(?:north|south)?(?:east|west)|north|south)-\\d");
  private static final Set<String> NAMES = read();
  private static final Set<String> PARTS =
      NAMES.stream().map(AwsRegions::part).collect(Collectors.toUnmodifiableSet());

  private AwsRegions() {}

  public static boolean known(String region) {
    return NAMES.contains(region);
  }

  /// Whether AWS could call a region so.
  public static boolean wellFormed(String region) {
    return FORM.matcher(region).matches();
  }

  /// The region that a name which is not one was probably meant to be.
  public static Optional<String> meant(String region) {
    return Spelling.nearest(region, NAMES)
        .filter(
            near -> !wellFormed(region) || (near.distance() == 1 && !PARTS.contains(part(region))))
        .map(Spelling.Suggestion::word);
  }

  /// The part of the world, which a name begins with.
  private static String part(String region) {
    return region.substring(0, region.indexOf('-'));
  }

  private static Set<String> read() {
    try (var in = AwsRegions.class.getResourceAsStream(FILE)) {
      if (in == null) throw new IllegalStateException(FILE + " is missing");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
