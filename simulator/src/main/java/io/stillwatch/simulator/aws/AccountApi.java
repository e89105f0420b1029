// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import io.stillwatch.simulator.rds.DatabaseInstance;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// One AWS account behind one endpoint: RDS, SNS and STS tell themselves apart by the action.
public final class AccountApi {
  public static final String REGION = "eu-central-1";
  public static final String ACCOUNT = "123456789012";

  private final RdsApi rds;
  private final SnsApi sns;
  private final Inbox inbox;
  private final Faults faults;
  private final Map<String, Long> calls = new TreeMap<>();

  public AccountApi(
      List<DatabaseInstance> instances, InstantSource time, Optional<Path> messages, long seed) {
    this.inbox = new Inbox(messages);
    this.rds = new RdsApi(instances, time);
    this.sns = new SnsApi(inbox, time);
    this.faults = new Faults(seed);
  }

  public String createTopic(String name) {
    return sns.create(name);
  }

  public List<ReceivedMessage> received() {
    return inbox.messages();
  }

  public Faults faults() {
    return faults;
  }

  /// How often each action was called.
  public Map<String, Long> calls() {
    synchronized (calls) {
      return Map.copyOf(calls);
    }
  }

  /// Answers one form of the Query protocol.
  public Answer answer(Map<String, String> form) {
    var request = new QueryRequest(form.getOrDefault("Action", ""), form);
    var id = count(request.action());
    try {
      var fault = faults.next(request);
      if (fault.orElse(null) instanceof Fault.Refusal(int status, String code, String message)) {
        throw new RefusedException(status, code, message);
      }
      var result = result(request, fault);
      var answer = Answer.xml(200, Xml.answer(namespace(request), request.action(), id, result));
      return fault.orElse(null) instanceof Fault.BrokenXml ? answer.firstHalf() : answer;
    } catch (RefusedException e) {
      return Answer.xml(e.status(), Xml.error(e, id));
    }
  }

  /// Answers `downloadCompleteLogFile`, which is not part of the Query protocol.
  public Answer wholeFile(String instance, String file) {
    var id = count("DownloadCompleteDBLogFile");
    try {
      var request = new QueryRequest("DownloadCompleteDBLogFile", Map.of());
      if (faults.next(request).orElse(null)
          instanceof Fault.Refusal(int status, String code, String message)) {
        throw new RefusedException(status, code, message);
      }
      return new Answer(200, "application/octet-stream", rds.wholeFile(instance, file));
    } catch (RefusedException e) {
      return Answer.xml(e.status(), Xml.error(e, id));
    }
  }

  private Xml result(QueryRequest request, Optional<Fault> fault) {
    return switch (request.action()) {
      case "DescribeDBInstances" -> rds.describeInstances(request);
      case "DescribeDBLogFiles" -> rds.describeLogFiles(request);
      case "DownloadDBLogFilePortion" -> rds.downloadPortion(request, fault);
      case "CreateTopic" -> sns.createTopic(request);
      case "GetTopicAttributes" -> sns.topicAttributes(request);
      case "ListSubscriptionsByTopic" -> sns.subscriptions(request);
      case "Publish" -> sns.publish(request);
      case "GetCallerIdentity" ->
          new Xml()
              .text("Account", ACCOUNT)
              .text("UserId", "AIDASTILLWATCHSIMULATE")
              .text("Arn", "arn:aws:iam::" + ACCOUNT + ":user/stillwatch");
      default ->
          throw new RefusedException(
              400, "InvalidAction", "Could not find operation " + request.action());
    };
  }

  private static String namespace(QueryRequest request) {
    return switch (request.action()) {
      case "CreateTopic", "GetTopicAttributes", "ListSubscriptionsByTopic", "Publish" ->
          SnsApi.NAMESPACE;
      case "GetCallerIdentity" -> "https://sts.amazonaws.com/doc/2011-06-15/";
      default -> RdsApi.NAMESPACE;
    };
  }

  /// Counts the call, and names it as the real service would, but reproducibly.
  private String count(String action) {
    synchronized (calls) {
      var number = calls.merge(action, 1L, Long::sum);
      return new UUID(action.hashCode(), number).toString();
    }
  }
}
