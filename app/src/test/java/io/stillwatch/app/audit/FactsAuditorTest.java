// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.facts.AwsFacts;
import io.stillwatch.collector.facts.FactsSettings;
import io.stillwatch.collector.rds.RdsSettings.Selection;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From what an account answers over HTTP to findings.
class FactsAuditorTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
  private final DatabaseInstance orders =
      new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 20);
  private SimulatedAccount account;
  private AwsFacts facts;

  @BeforeEach
  void start() {
    account = SimulatedAccount.start(List.of(orders), () -> NOW);
    var access = new AwsAccess(account.region(), account.endpoint().toString());
    var settings =
        new FactsSettings(
            access,
            Duration.ofMinutes(15),
            Optional.of(new Selection(List.of(), Map.of())),
            List.of(new FactsSettings.Bucket("logs", "hosts/")),
            List.of(account.topicArn()),
            List.of());
    facts = new AwsFacts(settings, new AwsSession(access, () -> NOW), () -> NOW);
    account.api().bucket("logs", "lifecycle", expiring("hosts/"));
    account.api().bucket("logs", "list", listed("hosts/"));
  }

  @AfterEach
  void stop() {
    facts.close();
    account.close();
  }

  private static String expiring(String prefix) {
    return "<LifecycleConfiguration><Rule><ID>old</ID><Filter><Prefix>"
        + prefix
        + "</Prefix></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration>"
        + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
        + "</AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>";
  }

  private static String listed(String prefix) {
    return "<ListBucketResult><CommonPrefixes><Prefix>"
        + prefix
        + "</Prefix></CommonPrefixes></ListBucketResult>";
  }

  private List<Finding> findings() throws Exception {
    var auditor = new FactsAuditor(new ConfigAuditor());
    var batch = facts.watched().getFirst().source().poll(Checkpoint.START);
    return batch.evidence().stream()
        .filter(HostConfig.class::isInstance)
        .map(HostConfig.class::cast)
        .map(config -> auditor.audit(new AuditRequest(config, List.of(), List.of(), NOW)))
        .flatMap(audit -> audit.findings().stream())
        .toList();
  }

  @Test
  void a_sound_account_has_no_findings() throws Exception {
    assertThat(findings()).isEmpty();
  }

  @Test
  void faults_of_parameters_buckets_and_roles_are_found_where_they_are() throws Exception {
    orders.parameter("log_output", "NONE");
    account.api().bucket("logs", "lifecycle", expiring("host/"));
    account.api().topicAttribute("HTTPFailureFeedbackRoleArn", "");
    account
        .api()
        .rolePolicy(
            "stillwatch",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"rds:Describe*\","
                + "\"Resource\":\"*\"},{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::logs/hosts/*\"}]}");
    assertThat(findings())
        .extracting(one -> one.rule() + " " + one.place())
        .contains(
            "RD02 orders:aws:rds/parameters/log_output",
            "S301 aws-eu-central-1:aws:s3/logs/Lifecycle/0/Prefix",
            "SN06 aws-eu-central-1:aws:sns/stillwatch-alerts/topic",
            "IA02 aws-eu-central-1:aws:iam/stillwatch/Statement",
            "IA12 aws-eu-central-1:aws:iam/stillwatch/Statement/0/Action/0");
  }

  @Test
  void what_only_the_simulation_of_iam_denies_is_found() throws Exception {
    account
        .api()
        .rolePolicy(
            "stillwatch",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                + "\"Resource\":\"*\"}]}");
    account.api().simulation("sns:Publish", "explicitDeny");
    assertThat(findings())
        .extracting(one -> one.rule() + " " + one.explanation().title())
        .containsExactly("IA07 The policies allow sns:Publish, and IAM's simulation denies it");
  }

  @Test
  void a_finding_keeps_its_id_from_one_reading_to_the_next() throws Exception {
    orders.parameter("log_output", "NONE");
    var first = findings();
    assertThat(first).singleElement();
    assertThat(findings().getFirst().id()).isEqualTo(first.getFirst().id());
  }
}
