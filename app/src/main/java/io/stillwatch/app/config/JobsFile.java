// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JobNote.Importance;
import io.stillwatch.core.job.JobNotes;
import io.stillwatch.core.plan.JobMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What people say of jobs, in a file of entries: each says of which jobs it is, and some of what
/// is said of them.
///
/// Each key is taken from the first entry that matches the job and has it, so what is special
/// stands above what is general.
public final class JobsFile implements JobNotes {
  /// A file without entries.
  public static final JobsFile EMPTY = new JobsFile(List.of());

  private final List<Entry> entries;
  private final List<DeclaredPing> pings;

  private JobsFile(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    this.pings = entries.stream().flatMap(entry -> entry.ping().stream()).toList();
  }

  /// What one entry says; what it does not say is empty. An entry of a job that pings declares it.
  record Entry(JobMatch match, Optional<DeclaredPing> ping, Said said) {}

  record Said(
      Optional<String> name,
      Optional<String> owner,
      Optional<String> runbook,
      Optional<Importance> importance,
      Optional<Duration> grace,
      Optional<Duration> maxRuntime) {
    JobNote note() {
      return new JobNote(
          name.orElse(""), owner.orElse(""), runbook.orElse(""), importance, grace, maxRuntime);
    }
  }

  public static JobsFile read(Path file) throws ConfigException {
    try {
      return new JobsFile(JobsFileReader.read(Files.readString(file), file.toString()));
    } catch (IOException e) {
      throw new ConfigException(
          "The file of jobs "
              + file
              + " cannot be read: "
              + e
              + ". Correct detection.jobs, or put a text in UTF-8 there.");
    }
  }

  @Override
  public JobNote of(Job job) {
    if (entries.isEmpty()) return JobNote.NONE;
    var matching = entries.stream().filter(entry -> entry.match().matches(job)).toList();
    if (matching.isEmpty()) return JobNote.NONE;
    return new JobNote(
        first(matching, Said::name).orElse(""),
        first(matching, Said::owner).orElse(""),
        first(matching, Said::runbook).orElse(""),
        first(matching, Said::importance),
        first(matching, Said::grace),
        first(matching, Said::maxRuntime));
  }

  /// The jobs that ping and are declared here.
  public List<DeclaredPing> pings() {
    return pings;
  }

  private static <T> Optional<T> first(List<Entry> matching, Function<Said, Optional<T>> key) {
    return matching.stream().flatMap(entry -> key.apply(entry.said()).stream()).findFirst();
  }
}
