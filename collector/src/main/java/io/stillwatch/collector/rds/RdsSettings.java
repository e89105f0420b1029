// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.aws.AwsAccess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which instances of an account to read, and what is known of their logs.
///
/// `logLinePrefixes` tells the `log_line_prefix` of PostgreSQL by a pattern of instance names,
/// where the parameter group may not be read; it wins over the group.
public record RdsSettings(
    AwsAccess access, Selection selection, Map<String, String> logLinePrefixes) {
  public RdsSettings {
    logLinePrefixes = Map.copyOf(logLinePrefixes);
  }

  /// All instances that are named, or all of them, of the account of the default credentials; an
  /// empty endpoint means AWS.
  public RdsSettings(String region, String endpointUrl, List<String> instances) {
    this(new AwsAccess(region, endpointUrl), new Selection(instances, Map.of()), Map.of());
  }

  /// Instances by name and by tag. In names and in values of tags `*` stands for anything; no name
  /// means every name, and every tag must be there.
  public record Selection(List<String> instances, Map<String, String> tags) {
    public Selection {
      instances = List.copyOf(instances);
      tags = Map.copyOf(tags);
    }

    public boolean wants(String instance, Map<String, String> itsTags) {
      boolean named =
          instances.isEmpty() || instances.stream().anyMatch(one -> fits(one, instance));
      return named
          && tags.entrySet().stream()
              .allMatch(tag ->
                  itsTags.containsKey(tag.getKey())
                      && fits(tag.getValue(), itsTags.getOrDefault(tag.getKey(), "")));
    }
  }

  /// Names of instances are lower case, however people write them.
  static boolean fits(String pattern, String text) {
    var regex =
        Stream.of(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return text.toLowerCase(Locale.ROOT).matches(regex);
  }
}
