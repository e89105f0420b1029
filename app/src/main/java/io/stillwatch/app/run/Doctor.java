// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.sns.SnsNotifier.Problem;
import io.stillwatch.app.config.Config;
import io.stillwatch.app.http.WebServer;
import io.stillwatch.app.http.WebSettings;
import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.time.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Tries everything that a configuration names, once, and keeps nothing: the folder, the store,
/// each source, each route, the port.
public final class Doctor {
  /// Of an account with many databases, so that its API is not used up.
  private static final int MOST_SOURCES = 20;

  private static final String ROUTE = "route ";

  private final Config config;
  private final Path folder;
  private final InstantSource clock;
  private final Consumer<Sign> told;

  /// `folder` is the data folder; each sign is told as soon as it is known.
  public Doctor(Config config, Path folder, InstantSource clock, Consumer<Sign> told) {
    this.config = config;
    this.folder = folder;
    this.clock = clock;
    this.told = told;
  }

  public enum State {
    OK,
    /// Nothing is wrong with it, but it could not be tried.
    NOT_TRIED,
    PROBLEM
  }

  /// How one thing is, and what was seen or what to do.
  public record Sign(State state, String what, String says) {}

  public void examine() throws InterruptedException {
    folder();
    store();
    port();
    try (var parts = new Parts()) {
      var nothingPushed = Discovery.of(List.of());
      for (var discovery : Sources.of(config, clock, nothingPushed, parts, () -> true))
        sources(discovery);
    }
    routes();
  }

  private void tell(State state, String what, String says) {
    told.accept(new Sign(state, what, says));
  }

  /// A folder that is not there yet is not made: it would belong to whoever asks.
  private void folder() {
    if (!Files.exists(folder)) {
      var parent = folder.toAbsolutePath();
      while (parent != null && !Files.exists(parent)) parent = parent.getParent();
      if (parent != null && Files.isWritable(parent))
        tell(State.OK, "data folder", folder + ": serve makes it below " + parent);
      else tell(State.PROBLEM, "data folder", folder + ": cannot be made below " + parent);
      return;
    }
    if (DataFolder.inUse(folder)) {
      tell(State.PROBLEM, "data folder", "Another Stillwatch uses " + folder + ".");
      return;
    }
    if (!Files.isWritable(folder)) {
      tell(State.PROBLEM, "data folder", folder + ": cannot be written by this user");
      return;
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      tell(State.OK, "data folder", folder + ": " + Sizes.words(free) + " free");
    } catch (IOException e) {
      tell(State.PROBLEM, "data folder", String.valueOf(e.getMessage()));
    }
  }

  private void store() {
    var url = config.elasticsearch().url();
    if (url.isEmpty()) {
      var zip = Cluster.embedded();
      if (zip.isEmpty()) tell(State.OK, "Elasticsearch", "the embedded server starts with serve");
      else tell(State.PROBLEM, "Elasticsearch", zip);
      return;
    }
    try (var cluster = Cluster.at(config.elasticsearch());
        var stores = cluster.connectToRead(clock)) {
      stores.ping();
      tell(State.OK, "Elasticsearch", "answers");
    } catch (IOException | StoreException e) {
      tell(State.PROBLEM, "Elasticsearch", String.valueOf(e.getMessage()));
    }
  }

  private void port() {
    var settings = WebSettings.local(config.web().port());
    try (var channel = WebServer.bind(settings)) {
      tell(State.OK, "web port", "free: " + channel.getLocalAddress());
    } catch (IOException e) {
      tell(State.PROBLEM, "web port", String.valueOf(e.getMessage()));
    }
  }

  private void sources(Discovery discovery) throws InterruptedException {
    List<Watched> watched;
    try {
      watched = discovery.watched();
    } catch (SourceException e) {
      tell(State.PROBLEM, discovery.id().value(), says(e));
      return;
    }
    for (var one : watched.subList(0, Math.min(MOST_SOURCES, watched.size()))) source(one);
    int left = watched.size() - MOST_SOURCES;
    if (left > 0) tell(State.NOT_TRIED, discovery.id().value(), left + " more of its sources");
  }

  /// One poll from the beginning; a source remembers nothing of it.
  private void source(Watched watched) throws InterruptedException {
    var source = watched.source();
    try {
      var batch = source.poll(Checkpoint.START);
      var more = batch.caughtUp() ? "" : ", and there are more";
      tell(State.OK, source.id().value(), "records read: " + batch.evidence().size() + more);
      for (var shortcoming : source.shortcomings())
        tell(State.PROBLEM, source.id().value(), says(shortcoming));
    } catch (SourceException e) {
      tell(State.PROBLEM, source.id().value(), says(e));
    }
  }

  private static String says(SourceException e) {
    var message = String.valueOf(e.getMessage());
    return e instanceof SourceException.Permanent permanent
        ? message + " " + permanent.remedy()
        : message;
  }

  private void routes() {
    try (var channels = Channels.of(config, "", clock)) {
      if (channels.notifier().isEmpty())
        tell(State.PROBLEM, "routes", "alerts.topicArn is empty: no alert will be sent");
      var problems = channels.problems();
      for (var route : channels.topics()) {
        var problem = problems.get(route);
        if (problem == null) tell(State.OK, ROUTE + route, "has a confirmed subscription");
        else tell(state(problem), ROUTE + route, problem.what() + " " + problem.remedy());
      }
      for (var route : channels.webhooks())
        tell(State.NOT_TRIED, ROUTE + route, "POST /api/v1/routes/test sends a test message");
    }
  }

  private static State state(Problem problem) {
    return problem.kind() == Problem.Kind.NOT_CHECKED ? State.NOT_TRIED : State.PROBLEM;
  }
}
