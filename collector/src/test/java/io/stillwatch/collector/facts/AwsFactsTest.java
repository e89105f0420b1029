// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.rds.RdsSettings.Selection;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.FaultRule;
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

/// Over HTTP with the clients of the SDK.
class AwsFactsTest {
  private static final String SLOW = "slowquery/mysql-slowquery.log";
  private static final Host ACCOUNT = Host.account("aws-eu-central-1");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DatabaseInstance orders =
      new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 20);
  private Instant now = Instant.parse("2026-01-15T10:30:00Z");
  private SimulatedAccount account;
  private AwsFacts facts;

  @BeforeEach
  void start() {
    account = SimulatedAccount.start(List.of(orders), () -> now);
    account.api().bucket("logs", "policy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    account.api().rolePolicy("stillwatch", allow("rds:Describe*"));
    account.api().managedPolicy("stillwatch", allow("sns:Publish"));
    var access = new AwsAccess(account.region(), account.endpoint().toString());
    var settings =
        new FactsSettings(
            access,
            Duration.ofMinutes(15),
            Optional.of(new Selection(List.of(), Map.of())),
            List.of(new FactsSettings.Bucket("logs", "hosts/")),
            List.of(account.topicArn()),
            List.of());
    facts = new AwsFacts(settings, new AwsSession(access, () -> now), () -> now);
  }

  @AfterEach
  void stop() {
    facts.close();
    account.close();
  }

  private static String allow(String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
        + action
        + "\",\"Resource\":\"*\"}]}";
  }

  private LogSource source() throws Exception {
    return facts.watched().getFirst().source();
  }

  private static HostConfig config(Batch batch, Host host) {
    return batch.evidence().stream()
        .filter(one -> one instanceof HostConfig && one.host().equals(host))
        .map(HostConfig.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private JsonNode document(Host host, String path) throws Exception {
    var config = config(source().poll(Checkpoint.START), host);
    var file = config.files().stream().filter(one -> one.path().equals(path)).findFirst();
    return JSON.readTree(file.orElseThrow().text());
  }

  @Test
  void an_instance_is_told_with_its_parameters_options_and_subscriptions() throws Exception {
    orders.auditRotations("0");
    orders.parameter("log_output", "TABLE");
    var document = document(Host.rds("orders"), "aws:rds");
    assertThat(document.path("engine").asText()).isEqualTo("mysql");
    assertThat(document.path("parameters").path("log_output").asText()).isEqualTo("TABLE");
    assertThat(document.path("parameters").path("slow_query_log").asText()).isEqualTo("1");
    assertThat(document.at("/options/MARIADB_AUDIT_PLUGIN/SERVER_AUDIT_FILE_ROTATIONS").asText())
        .isEqualTo("0");
    assertThat(document.path("event_subscriptions")).hasSize(1);
    assertThat(document.path("AllocatedStorage").asInt()).isEqualTo(20);
  }

  @Test
  void free_storage_is_a_figure_of_the_instance() throws Exception {
    orders.append(SLOW, "x".repeat(1_000), now);
    var config = config(source().poll(Checkpoint.START), Host.rds("orders"));
    assertThat(config.platform().fact("storage.free")).contains(String.valueOf((8L << 20) - 1_000));
    assertThat(config.platform().fact("storage.allocated")).contains(String.valueOf(20L << 30));
  }

  @Test
  void events_are_lines_of_the_instance_and_told_once() throws Exception {
    orders.event(now.minusSeconds(60), "The free storage capacity for DB instance orders is low.");
    var first = source().poll(Checkpoint.START);
    now = now.plus(Duration.ofMinutes(15));
    orders.event(now.minusSeconds(60), "DB instance orders ran out of storage.");
    var second = source().poll(first.next());
    assertThat(lines(first))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.host()).isEqualTo(Host.rds("orders"));
          assertThat(line.line().fields().labels()).containsEntry("categories", "low storage");
        });
    assertThat(lines(second).stream().map(Evidence::id).distinct()).hasSize(2);
    assertThat(lines(second).stream().map(Evidence::id)).contains(lines(first).getFirst().id());
  }

  private static List<LogRecord> lines(Batch batch) {
    return batch.evidence().stream()
        .filter(LogRecord.class::isInstance)
        .map(LogRecord.class::cast)
        .toList();
  }

  @Test
  void a_bucket_is_told_with_its_lifecycle_and_what_lies_at_its_top() throws Exception {
    account.api().bucket("logs", "lifecycle", lifecycle());
    account
        .api()
        .bucket(
            "logs",
            "list",
            "<ListBucketResult><CommonPrefixes><Prefix>hosts/</Prefix></CommonPrefixes>"
                + "</ListBucketResult>");
    var document = document(ACCOUNT, "aws:s3/logs");
    assertThat(document.at("/Lifecycle/0/Prefix").asText()).isEqualTo("host/");
    assertThat(document.at("/Lifecycle/0/ExpirationDays").asInt()).isEqualTo(30);
    assertThat(document.at("/seen_prefixes/0").asText()).isEqualTo("hosts/");
    assertThat(document.at("/Policy/Version").asText()).isEqualTo("2012-10-17");
    assertThat(document.path("Versioning").asText()).isEmpty();
    assertThat(document.has("ObjectOwnership")).isFalse();
  }

  private static String lifecycle() {
    return "<LifecycleConfiguration><Rule><ID>old</ID><Filter><Prefix>host/</Prefix></Filter>"
        + "<Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule>"
        + "</LifecycleConfiguration>";
  }

  @Test
  void a_bucket_without_a_lifecycle_is_told_so() throws Exception {
    var document = document(ACCOUNT, "aws:s3/logs");
    assertThat(document.path("Lifecycle").isArray()).isTrue();
    assertThat(document.path("Lifecycle")).isEmpty();
  }

  @Test
  void a_topic_is_told_with_its_subscriptions_and_who_publishes() throws Exception {
    var document = document(ACCOUNT, "aws:sns/stillwatch-alerts");
    assertThat(document.at("/topic/arn").asText()).isEqualTo(account.topicArn());
    assertThat(document.at("/topic/delivery_status_logging").asBoolean()).isTrue();
    assertThat(document.at("/subscriptions/0/protocol").asText()).isEqualTo("email");
    assertThat(document.path("publisher").asText())
        .isEqualTo("arn:aws:iam::123456789012:role/stillwatch");
  }

  @Test
  void a_role_is_told_with_all_its_statements_and_what_its_work_needs() throws Exception {
    account.api().simulation("rds:DownloadDBLogFilePortion", "implicitDeny");
    var document = document(ACCOUNT, "aws:iam/stillwatch");
    assertThat(document.at("/policy/Statement")).hasSize(2);
    assertThat(document.path("requests").findValuesAsText("action"))
        .contains("rds:DownloadDBLogFilePortion", "s3:GetObject", "sns:Publish");
    assertThat(document.path("trust").has("Statement")).isTrue();
    var denied =
        document.path("simulated").findParents("decision").stream()
            .filter(one -> one.path("decision").asText().equals("implicitDeny"))
            .toList();
    assertThat(denied).singleElement();
  }

  @Test
  void the_key_of_a_topic_is_told_with_whether_the_publisher_may_use_it() throws Exception {
    account.api().topicAttribute("KmsMasterKeyId", "1234-abcd");
    account.api().simulation("kms:GenerateDataKey", "implicitDeny");
    var document = document(ACCOUNT, "aws:sns/stillwatch-alerts");
    assertThat(document.at("/topic/KmsMasterKeyId").asText()).isEqualTo("1234-abcd");
    assertThat(document.path("publisher_may_use_key").asBoolean(true)).isFalse();
  }

  @Test
  void the_newest_file_of_each_log_is_told_by_the_hour() throws Exception {
    orders.append(SLOW, "x", now);
    orders.append(SLOW + ".2026-01-15.9", "x", now.minusSeconds(7_200));
    var document = document(Host.rds("orders"), "aws:rds");
    assertThat(document.path("log_files")).hasSize(1);
    assertThat(document.at("/log_files/0/last_written").asText()).isEqualTo("2026-01-15T11:00:00Z");
  }

  @Test
  void what_a_role_may_not_tell_of_itself_is_no_trouble() throws Exception {
    for (var action : List.of("ListRolePolicies", "GetRole", "SimulatePrincipalPolicy"))
      account.faults().add(FaultRule.denied(action));
    var source = source();
    var config = config(source.poll(Checkpoint.START), ACCOUNT);
    assertThat(config.files()).noneMatch(file -> file.path().startsWith("aws:iam"));
    assertThat(source.shortcomings()).isEmpty();
  }

  @Test
  void a_denied_action_leaves_its_answer_out_and_is_named() throws Exception {
    account.faults().add(FaultRule.denied("DescribeDBParameters"));
    account.faults().add(FaultRule.denied("GetLifecycleConfiguration"));
    var source = source();
    var batch = source.poll(Checkpoint.START);
    var instance = config(batch, Host.rds("orders")).files().getFirst();
    assertThat(JSON.readTree(instance.text()).has("parameters")).isFalse();
    assertThat(source.shortcomings())
        .extracting(SourceException.Permanent::remedy)
        .anyMatch(remedy -> remedy.contains("rds:DescribeDBParameters"))
        .anyMatch(remedy -> remedy.contains("s3:GetLifecycleConfiguration on arn:aws:s3:::logs"));
    account.faults().clear();
    now = now.plus(Duration.ofMinutes(15));
    source.poll(batch.next());
    assertThat(source.shortcomings()).isEmpty();
  }

  @Test
  void figures_that_are_denied_leave_the_rest_alone() throws Exception {
    account.faults().add(FaultRule.denied("GetMetricData"));
    var config = config(source().poll(Checkpoint.START), Host.rds("orders"));
    assertThat(config.platform().fact("storage.free")).isEmpty();
    assertThat(config.platform().fact("storage.allocated")).isPresent();
  }

  @Test
  void nothing_is_told_again_before_an_hour_unless_it_changed() throws Exception {
    var source = source();
    var first = source.poll(Checkpoint.START);
    assertThat(first.evidence()).hasSize(2);
    assertThat(source.poll(first.next()).evidence()).isEmpty();
    now = now.plus(Duration.ofMinutes(20));
    var second = source.poll(first.next());
    assertThat(second.evidence()).isEmpty();
    orders.parameter("log_output", "NONE");
    now = now.plus(Duration.ofMinutes(20));
    var third = source.poll(second.next());
    assertThat(third.evidence())
        .singleElement()
        .satisfies(one -> assertThat(one.host()).isEqualTo(Host.rds("orders")));
    now = now.plus(Duration.ofMinutes(61));
    assertThat(source.poll(third.next()).evidence()).hasSize(2);
  }

  @Test
  void an_account_that_denies_everything_is_blind() throws Exception {
    for (var action :
        List.of("DescribeDBInstances", "DescribeEvents", "DescribeEventSubscriptions"))
      account.faults().add(FaultRule.denied(action));
    var access = new AwsAccess(account.region(), account.endpoint().toString());
    var settings =
        new FactsSettings(
            access,
            Duration.ofMinutes(15),
            Optional.of(new Selection(List.of(), Map.of())),
            List.of(),
            List.of(),
            List.of("another"));
    try (var all = new AwsFacts(settings, new AwsSession(access, () -> now), () -> now)) {
      account.faults().add(FaultRule.denied("SimulatePrincipalPolicy"));
      var source = all.watched().getFirst().source();
      var denied =
          catchThrowableOfType(
              SourceException.Permanent.class, () -> source.poll(Checkpoint.START));
      assertThat(denied.rule()).isEqualTo("IA02");
      assertThat(denied.remedy()).contains("rds:DescribeDBInstances");
    }
  }
}
