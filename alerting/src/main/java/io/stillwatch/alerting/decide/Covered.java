// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.id.Digest;
import io.stillwatch.core.alert.Stoppage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a message covered: the fingerprints that its body contains, and how many jobs.
///
/// A body has no room for thousands of fingerprints. Members join at the end, so the number of jobs
/// says which of the others are new.
record Covered(Set<String> fingerprints, int jobs) {
  static final Covered NOTHING = new Covered(Set.of(), 0);
  private static final Pattern LIST = Pattern.compile("\"covers\":\\[([^\\]]*)\\]");
  private static final Pattern JOBS = Pattern.compile("\"job_count\":(\\d{1,9})");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{8}");

  static Covered by(String json) {
    var fingerprints = new HashSet<String>();
    var list = LIST.matcher(json);
    // texts before it are of untrusted origin, but cannot contain an unescaped quote
    while (list.find())
      FINGERPRINT.matcher(list.group(1)).results().forEach(one -> fingerprints.add(one.group()));
    var jobs = JOBS.matcher(json);
    return new Covered(fingerprints, jobs.find() ? Integer.parseInt(jobs.group(1)) : 0);
  }

  boolean contains(String findingOrJob) {
    return fingerprints.contains(Digest.fingerprint(findingOrJob));
  }

  /// The members that joined since.
  List<Stoppage> added(List<Stoppage> members) {
    int more = members.size() - jobs;
    if (more <= 0) return List.of();
    var unknown = members.stream().filter(member -> !contains(member.job().id())).toList();
    return unknown.subList(Math.max(0, unknown.size() - more), unknown.size());
  }
}
