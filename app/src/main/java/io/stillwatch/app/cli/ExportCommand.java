// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.app.config.Config;
import io.stillwatch.app.config.ConfigException;
import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.app.run.ExportRun;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.export.EvidenceDocuments.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What the product judged by, as a folder for `replay`.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the evidence that detection judged by to a folder, so that 'stillwatch replay DIR'"
          + " gives the same alerts elsewhere.",
      "",
      "It reads Elasticsearch: that of the configuration, or the embedded one in --data while the"
          + " product is stopped. The folder holds log lines about jobs, listings, configurations,"
          + " gaps and how far each source was read; look through it before you pass it on."
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "DIR", description = "A folder that does not exist yet, or is empty.")
  private Path folder = Path.of("evidence");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of the product (default: the embedded Elasticsearch).")
  private @Nullable Path config;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Only evidence from this time on: 2026-11-04 or 2026-11-04T00:00:00Z (default: all). What"
              + " was learned before is not known to the replay.")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only evidence before this time (default: all).")
  private @Nullable String until;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Only this host; may be repeated (default: all).")
  private Set<String> hosts = Set.of();

  @Override
  public Integer call() throws IOException, StoreException, ConfigException, InterruptedException {
    var selection =
        new Selection(
            time("--from", from, Instant.EPOCH), time("--until", until, Instant.MAX), hosts);
    var written = ExportRun.of(settings(), data.orDefault("serve"), selection, folder);
    commandLine().getOut().println(written);
    return 0;
  }

  private Config settings() throws ConfigException {
    return config == null
        ? ConfigFile.defaults(System.getenv())
        : ConfigFile.read(config, System.getenv());
  }

  /// A date means its beginning in UTC.
  private Instant time(String option, @Nullable String text, Instant otherwise) {
    if (text == null) return otherwise;
    try {
      return text.length() > 10
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException _) {
      throw new ParameterException(
          commandLine(),
          option + ": '" + text + "' is not a time. Write 2026-11-04 or 2026-11-04T00:00:00Z.");
    }
  }

  private picocli.CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
