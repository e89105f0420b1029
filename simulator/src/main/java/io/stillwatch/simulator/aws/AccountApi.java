// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import io.stillwatch.simulator.rds.DatabaseInstance;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// One AWS account behind one endpoint: RDS, SNS and STS tell themselves apart by the action.
public final class AccountApi {
  public static final String REGION = "eu-central-1";
  public static final String ACCOUNT = "123456789012";

  private static final Set<String> IAM =
      Set.of(
          "ListRolePolicies",
          "GetRolePolicy",
          "ListAttachedRolePolicies",
          "GetPolicy",
          "GetPolicyVersion",
          "GetRole",
          "SimulatePrincipalPolicy");

  private final Map<String, RdsApi> rds = new ConcurrentHashMap<>();
  private final StsApi sts = new StsApi();
  private final IamApi iam = new IamApi();
  private final BucketsApi buckets = new BucketsApi();
  private final CloudWatchApi cloudWatch;
  private final InstantSource time;
  private final SnsApi sns;
  private final Inbox inbox;
  private final Faults faults;
  private final Map<String, Long> calls = new TreeMap<>();

  public AccountApi(
      List<DatabaseInstance> instances, InstantSource time, Optional<Path> messages, long seed) {
    this.inbox = new Inbox(messages);
    this.time = time;
    this.cloudWatch = new CloudWatchApi(time);
    rds.put(ACCOUNT, new RdsApi(instances, time));
    this.sns = new SnsApi(inbox, time);
    this.faults = new Faults(seed);
  }

  /// Adds an instance to this account, as if somebody had just created it.
  public void add(DatabaseInstance instance) {
    rdsOf(new Caller(ACCOUNT)).add(instance);
  }

  /// Deletes an instance and all its log files.
  public void remove(String instance) {
    rdsOf(new Caller(ACCOUNT)).remove(instance);
  }

  /// A further account with a role that this one may assume; returns the role's ARN.
  public String furtherAccount(
      String account, String externalId, List<DatabaseInstance> instances) {
    rds.put(account, new RdsApi(instances, time));
    var role = "arn:aws:iam::" + account + ":role/stillwatch-reader";
    sts.trust(role, externalId);
    return role;
  }

  /// Gives a role a policy, attaches one that is managed, or says what IAM's simulation answers.
  public void rolePolicy(String role, String document) {
    iam.inlinePolicy(role, document);
  }

  public void managedPolicy(String role, String document) {
    iam.attachPolicy(role, document);
  }

  public void simulation(String action, String decision) {
    iam.decide(action, decision);
  }

  public void bucket(String bucket, String what, String body) {
    buckets.configure(bucket, what, body);
  }

  public void topicAttribute(String name, String value) {
    sns.attribute(name, value);
  }

  /// Answers what S3 is asked about a bucket.
  public Answer bucket(String bucket, Set<String> parameters) {
    var request = new QueryRequest(BucketsApi.action(parameters), Map.of("Bucket", bucket));
    count(request.action());
    if (faults.next(request).orElse(null)
        instanceof Fault.Refusal(int status, String code, String message)) {
      return BucketsApi.error(status, code, message);
    }
    return buckets.answer(bucket, parameters);
  }

  private RdsApi rdsOf(Caller caller) {
    var found = rds.get(caller.account());
    if (found != null) return found;
    throw new RefusedException(403, "InvalidClientTokenId", "The security token is invalid.");
  }

  /// A topic with one subscriber, a mailbox; by its whole ARN also one of another account, region
  /// or partition.
  public String createTopic(String nameOrArn) {
    return sns.create(nameOrArn);
  }

  /// Confirms the subscriptions of an address.
  public void confirm(String endpoint) {
    sns.confirm(endpoint);
  }

  /// What each subscriber of a topic got, in the order of the messages.
  public List<Delivery> deliveries() {
    return sns.deliveries();
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

  /// Answers one form of the Query protocol; the caller is known by the signature.
  public Answer answer(String authorization, Map<String, String> form) {
    var caller = Caller.of(authorization);
    var request = new QueryRequest(form.getOrDefault("Action", ""), form);
    var id = count(request.action());
    try {
      var fault = faults.next(request);
      if (fault.orElse(null) instanceof Fault.Refusal(int status, String code, String message)) {
        throw new RefusedException(status, code, message);
      }
      var result = result(caller, request, fault);
      var answer = Answer.xml(200, Xml.answer(namespace(request), request.action(), id, result));
      return fault.orElse(null) instanceof Fault.BrokenXml ? answer.firstHalf() : answer;
    } catch (RefusedException e) {
      return Answer.xml(e.status(), Xml.error(e, id));
    }
  }

  /// Answers `downloadCompleteLogFile`, which is not part of the Query protocol.
  public Answer wholeFile(String authorization, String instance, String file) {
    var id = count("DownloadCompleteDBLogFile");
    try {
      var request =
          new QueryRequest(
              "DownloadCompleteDBLogFile",
              Map.of("DBInstanceIdentifier", instance, "LogFileName", file));
      if (faults.next(request).orElse(null)
          instanceof Fault.Refusal(int status, String code, String message)) {
        throw new RefusedException(status, code, message);
      }
      return new Answer(
          200,
          "application/octet-stream",
          rdsOf(Caller.of(authorization)).wholeFile(instance, file));
    } catch (RefusedException e) {
      return Answer.xml(e.status(), Xml.error(e, id));
    }
  }

  private Xml result(Caller caller, QueryRequest request, Optional<Fault> fault) {
    return switch (request.action()) {
      case "DescribeDBInstances" -> rdsOf(caller).describeInstances(request);
      case "DescribeDBLogFiles" -> rdsOf(caller).describeLogFiles(request);
      case "DownloadDBLogFilePortion" -> rdsOf(caller).downloadPortion(request, fault);
      case "DescribeDBParameters" -> rdsOf(caller).facts().describeParameters(request);
      case "DescribeOptionGroups" -> rdsOf(caller).facts().describeOptionGroups();
      case "DescribeEventSubscriptions" -> rdsOf(caller).facts().describeEventSubscriptions();
      case "DescribeEvents" -> rdsOf(caller).facts().describeEvents(request);
      case "GetMetricData" -> cloudWatch.metricData(request, rdsOf(caller).instances());
      case String action when IAM.contains(action) -> iam.answer(request);
      case String action when SnsApi.ACTIONS.contains(action) -> sns.answer(request);
      case "GetCallerIdentity" -> sts.identity(caller);
      case "AssumeRole" -> sts.assumeRole(request);
      default ->
          throw new RefusedException(
              400, "InvalidAction", "Could not find operation " + request.action());
    };
  }

  private static String namespace(QueryRequest request) {
    return switch (request.action()) {
      case String action when SnsApi.ACTIONS.contains(action) -> SnsApi.NAMESPACE;
      case "GetCallerIdentity", "AssumeRole" -> StsApi.NAMESPACE;
      case "GetMetricData" -> CloudWatchApi.NAMESPACE;
      case String action when IAM.contains(action) -> IamApi.NAMESPACE;
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
