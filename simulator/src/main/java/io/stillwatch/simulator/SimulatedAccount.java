// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.stillwatch.simulator.aws.AccountApi;
import io.stillwatch.simulator.aws.Answer;
import io.stillwatch.simulator.aws.Faults;
import io.stillwatch.simulator.aws.ReceivedMessage;
import io.stillwatch.simulator.rds.DatabaseInstance;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An AWS account on the loopback interface: set its [#endpoint] as the endpoint override of the
/// AWS SDK's clients for RDS, SNS and STS.
///
/// Signatures are not checked; any credentials do.
public final class SimulatedAccount implements AutoCloseable {
  private static final String TOPIC = "stillwatch-alerts";

  private final AccountApi api;
  private final Javalin server;
  private final String topicArn;

  private SimulatedAccount(AccountApi api) {
    this.api = api;
    this.topicArn = api.createTopic(TOPIC);
    this.server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.concurrency.useVirtualThreads = true;
          config.http.compressionStrategy = CompressionStrategy.NONE;
          config.http.maxRequestSize = 4_000_000;
          config.startup.startupWatcherEnabled = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.routes.post(
              "/", context -> send(context, api.answer(authorization(context), form(context))));
          config.routes.get(
              "/{bucket}",
              context ->
                  send(
                      context,
                      api.bucket(context.pathParam("bucket"), context.queryParamMap().keySet())));
          config.routes.get(
              "/v13/downloadCompleteLogFile/{instance}/<file>",
              context ->
                  send(
                      context,
                      api.wholeFile(
                          authorization(context),
                          context.pathParam("instance"),
                          context.pathParam("file"))));
        });
    server.start("127.0.0.1", 0);
  }

  /// An account with these instances, whose received messages live in memory only.
  public static SimulatedAccount start(List<DatabaseInstance> databases, InstantSource time) {
    return new SimulatedAccount(new AccountApi(databases, time, Optional.empty(), 1));
  }

  /// An account that keeps what SNS received in a file of JSON lines and reads it back at start.
  public static SimulatedAccount start(
      List<DatabaseInstance> databases, InstantSource time, Path messages) {
    return new SimulatedAccount(new AccountApi(databases, time, Optional.of(messages), 1));
  }

  /// Adds an instance, as if somebody had just created it.
  public void add(DatabaseInstance instance) {
    api.add(instance);
  }

  /// Deletes an instance with its log files.
  public void remove(String instance) {
    api.remove(instance);
  }

  /// A further account behind the same endpoint; returns the role to assume for it. An empty
  /// external id is not asked for.
  public String furtherAccount(
      String account, String externalId, List<DatabaseInstance> databases) {
    return api.furtherAccount(account, externalId, databases);
  }

  /// The account behind the endpoint, to be configured: policies of roles, buckets, attributes.
  public AccountApi api() {
    return api;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  public String region() {
    return AccountApi.REGION;
  }

  /// The topic that the account has from the start.
  public String topicArn() {
    return topicArn;
  }

  /// What was published so far, oldest first.
  public List<ReceivedMessage> received() {
    return api.received();
  }

  public Faults faults() {
    return api.faults();
  }

  /// How often each action was called.
  public Map<String, Long> calls() {
    return api.calls();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static String authorization(Context context) {
    var header = context.header("Authorization");
    return header == null ? "" : header;
  }

  private static Map<String, String> form(Context context) {
    var form = new HashMap<String, String>();
    context.formParamMap().forEach((name, values) -> form.put(name, values.getFirst()));
    return form;
  }

  private static void send(Context context, Answer answer) {
    context.status(answer.status()).contentType(answer.contentType()).result(answer.body());
  }
}
