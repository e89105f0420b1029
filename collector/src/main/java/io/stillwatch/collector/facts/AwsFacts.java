// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState.Reports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sts.StsClient;

/// The facts of one account and region, as one source.
///
/// The account is told by STS, which answers everybody who is signed in.
public final class AwsFacts implements Discovery, AutoCloseable {
  private final FactsSettings settings;
  private final AwsSession session;
  private final InstantSource clock;
  private final StsClient sts;
  private Optional<Watched> watched = Optional.empty();

  /// Closes the session in the end.
  public AwsFacts(FactsSettings settings, AwsSession session, InstantSource clock) {
    this.settings = settings;
    this.session = session;
    this.clock = clock;
    this.sts = session.client(StsClient.builder());
  }

  private String place() {
    var prefix = settings.access().prefix();
    return prefix.isEmpty() ? settings.access().region() : prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public SourceId id() {
    return new SourceId("aws:" + place());
  }

  @Override
  public Host host() {
    return Host.account("aws-" + place());
  }

  @Override
  public synchronized List<Watched> watched() throws SourceException {
    if (watched.isEmpty()) {
      var id = new SourceId("facts:" + place());
      var source = new FactsSource(id, settings.every(), new AccountReader(id, identity()), clock);
      watched = Optional.of(new Watched(source, host(), Reports.CONFIGURATION));
    }
    return List.of(watched.get());
  }

  private Identity identity() throws SourceException {
    var answer =
        new Questions()
            .ask("sts:GetCallerIdentity", "ourselves", () -> sts.getCallerIdentity())
            .orElseThrow(() -> new IllegalStateException("STS tells everybody who they are."));
    return Identity.of(answer.account(), answer.arn());
  }

  /// Asks everything that the settings name.
  private final class AccountReader implements FactsSource.Reader {
    private final Identity identity;
    private final Optional<InstanceFacts> instances;
    private final Optional<RdsEvents> events;
    private final BucketFacts buckets;
    private final TopicFacts topics;
    private final RoleFacts roles;

    AccountReader(SourceId id, Identity identity) {
      this.identity = identity;
      this.instances =
          settings
              .instances()
              .map(
                  wanted -> new InstanceFacts(session, wanted, new StorageFigures(session, clock)));
      this.events =
          instances.map(all -> new RdsEvents(id, all.client(), settings.access().prefix()));
      this.buckets = new BucketFacts(session, host(), settings.buckets());
      this.roles = new RoleFacts(session, host());
      this.topics = new TopicFacts(session, host(), roles, settings.topics());
    }

    @Override
    public List<FactsDocument> documents(Questions questions)
        throws SourceException, InterruptedException {
      var documents = new ArrayList<FactsDocument>();
      if (instances.isPresent()) documents.addAll(instances.get().read(questions));
      var arns = documents.stream().map(one -> one.body().path("DBInstanceArn").asText()).toList();
      documents.addAll(buckets.read(questions));
      documents.addAll(topics.read(identity.roleArn().orElse(""), questions));
      var requests = NeededRequests.of(arns, settings);
      for (var role : roleNames())
        roles.read(identity.account(), role, requests, questions).ifPresent(documents::add);
      return documents;
    }

    private List<String> roleNames() {
      return settings.roles().isEmpty() ? identity.role().stream().toList() : settings.roles();
    }

    @Override
    public List<Evidence> events(Instant since, Instant now, Questions questions)
        throws SourceException, InterruptedException {
      if (events.isEmpty()) return List.of();
      session.budget().awaitListing();
      return events.get().since(since, now, questions);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
