// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import io.stillwatch.auditor.iam.Wildcard;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Actions of the services that log collection and alerting need (Service Authorization Reference).
///
/// The list is not whole: an action that is not in it is wrong only if it is a typo away from one
/// that is.
final class IamActions {
  private static final List<String> NAMES =
      Stream.of(
              service(
                  "rds",
                  "DescribeDBInstances DescribeDBClusters DescribeDBLogFiles DownloadDBLogFilePortion DownloadCompleteDBLogFile DescribeDBParameters DescribeDBParameterGroups DescribeDBClusterParameters DescribeDBClusterParameterGroups DescribeEvents DescribeEventSubscriptions DescribeOptionGroups DescribePendingMaintenanceActions DescribeDBSnapshots DescribeDBClusterSnapshots DescribeDBSubnetGroups DescribeDBEngineVersions DescribeCertificates ListTagsForResource ModifyDBInstance ModifyDBParameterGroup CreateDBSnapshot DeleteDBSnapshot RebootDBInstance StartDBInstance StopDBInstance CreateEventSubscription AddTagsToResource"),
              service("rds-db", "connect"),
              service(
                  "s3",
                  "GetObject PutObject DeleteObject ListBucket GetBucketLocation GetBucketPolicy GetLifecycleConfiguration PutLifecycleConfiguration GetBucketVersioning ListBucketVersions GetObjectVersion DeleteObjectVersion AbortMultipartUpload ListMultipartUploadParts ListBucketMultipartUploads PutObjectAcl GetObjectAcl PutObjectTagging GetObjectTagging ListAllMyBuckets GetEncryptionConfiguration GetBucketOwnershipControls PutBucketPolicy"),
              service(
                  "sns",
                  "Publish Subscribe Unsubscribe ListTopics ListSubscriptions ListSubscriptionsByTopic GetTopicAttributes SetTopicAttributes GetSubscriptionAttributes SetSubscriptionAttributes CreateTopic DeleteTopic ConfirmSubscription AddPermission RemovePermission ListTagsForResource"),
              service(
                  "kms",
                  "Encrypt Decrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo DescribeKey CreateGrant ListAliases ListKeys GetKeyPolicy"),
              service(
                  "logs",
                  "CreateLogGroup CreateLogStream PutLogEvents DescribeLogGroups DescribeLogStreams GetLogEvents FilterLogEvents PutRetentionPolicy CreateExportTask StartQuery GetQueryResults"),
              service(
                  "cloudwatch",
                  "GetMetricData GetMetricStatistics ListMetrics PutMetricData DescribeAlarms PutMetricAlarm SetAlarmState"),
              service(
                  "iam",
                  "GetRole GetRolePolicy ListRolePolicies ListAttachedRolePolicies GetPolicy GetPolicyVersion SimulatePrincipalPolicy PassRole GetUser ListRoles"),
              service("sts", "AssumeRole AssumeRoleWithWebIdentity GetCallerIdentity TagSession"),
              service(
                  "sqs",
                  "SendMessage ReceiveMessage DeleteMessage GetQueueAttributes GetQueueUrl ChangeMessageVisibility"))
          .flatMap(s -> s)
          .toList();

  private IamActions() {}

  private static Stream<String> service(String name, String actions) {
    return Stream.of(actions.split(" ", -1)).map(a -> name + ":" + a);
  }

  static boolean known(String action) {
    var wanted = action.toLowerCase(Locale.ROOT);
    return action.equals("*")
        || NAMES.stream().anyMatch(n -> Wildcard.matches(wanted, n.toLowerCase(Locale.ROOT)));
  }

  /// Inside the service first; then the service itself may be misspelt.
  static Optional<String> nearest(String action) {
    int colon = action.indexOf(':');
    if (colon < 0 || action.contains("*") || action.contains("?")) return Optional.empty();
    var prefix = action.substring(0, colon + 1);
    var names =
        NAMES.stream().filter(n -> n.startsWith(prefix)).map(n -> n.substring(colon + 1)).toList();
    return Spelling.nearest(action.substring(colon + 1), names)
        .map(s -> prefix + s.word())
        .or(() -> Spelling.nearest(action, NAMES).map(Spelling.Suggestion::word));
  }
}
