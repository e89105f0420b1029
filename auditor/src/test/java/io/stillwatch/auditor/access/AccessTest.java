// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.access.Access.Answer;
import io.stillwatch.auditor.access.Access.Right;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.FileStat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final Account ROOT = new Account("root", 0, List.of(0), "/root", "/bin/sh", true);
  private static final Account DBA =
      new Account("dba", 1001, List.of(1001, 4), "/home/dba", "/bin/sh", true);
  private final Map<String, FileStat> stats = new HashMap<>();
  private final Access access = new Access(path -> Optional.ofNullable(stats.get(path)));

  private void stat(String path, String type, String mode, int uid, int gid) {
    stats.put(path, new FileStat(type, mode, uid, gid, false, ""));
  }

  private Answer ask(Account user, String path, Right right) {
    return access.decide(user, path, right).answer();
  }

  @Test
  void the_first_class_that_applies_decides() {
    stat("/x", "f", "0074", 1001, 1001);
    assertThat(ask(DBA, "/x", Right.READ)).isEqualTo(Answer.DENIED);
  }

  @Test
  void supplementary_groups_count() {
    stat("/x", "f", "0750", 0, 4);
    assertThat(ask(DBA, "/x", Right.EXECUTE)).isEqualTo(Answer.ALLOWED);
    assertThat(ask(DBA, "/x", Right.WRITE)).isEqualTo(Answer.DENIED);
  }

  @Test
  void root_may_write_anything_but_runs_only_what_somebody_may_run() {
    stat("/x", "f", "0400", 1001, 1001);
    assertThat(ask(ROOT, "/x", Right.WRITE)).isEqualTo(Answer.ALLOWED);
    assertThat(ask(ROOT, "/x", Right.EXECUTE)).isEqualTo(Answer.DENIED);
    stat("/x", "f", "0010", 1001, 1001);
    assertThat(ask(ROOT, "/x", Right.EXECUTE)).isEqualTo(Answer.ALLOWED);
  }

  @Test
  void a_closed_parent_closes_everything_below() {
    stat("/home/ops", "d", "0700", 1000, 1000);
    stat("/home/ops/x.sh", "f", "0755", 1000, 1000);
    var decision = access.decide(DBA, "/home/ops/x.sh", Right.EXECUTE);
    assertThat(decision.answer()).isEqualTo(Answer.DENIED);
    assertThat(decision.path()).isEqualTo("/home/ops");
  }

  @Test
  void an_access_list_or_a_missing_fact_makes_it_unknown() {
    assertThat(ask(DBA, "/nowhere", Right.READ)).isEqualTo(Answer.UNKNOWN);
    stats.put("/x", new FileStat("f", "0750", 0, 0, true, ""));
    var decision = access.decide(DBA, "/x", Right.EXECUTE);
    assertThat(decision.answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(decision.bitsDeny()).isTrue();
  }

  @Test
  void the_folder_whose_bits_deny_counts_before_one_that_is_merely_unknown() {
    stats.put("/srv", new FileStat("d", "0755", 0, 0, true, ""));
    stats.put("/srv/app", new FileStat("d", "0750", 0, 0, true, ""));
    stats.put("/srv/app/x", new FileStat("f", "0755", 0, 0, true, ""));
    var decision = access.decide(DBA, "/srv/app/x", Right.EXECUTE);
    assertThat(decision).isEqualTo(new Access.Decision(Answer.UNKNOWN, "/srv/app", true));
  }

  @Test
  void an_access_list_gives_nobody_what_its_mask_lacks_and_nothing_to_the_owner() {
    stats.put("/x", new FileStat("f", "0640", 0, 0, true, ""));
    assertThat(ask(DBA, "/x", Right.READ)).isEqualTo(Answer.UNKNOWN);
    assertThat(ask(DBA, "/x", Right.WRITE)).isEqualTo(Answer.DENIED);
    stats.put("/y", new FileStat("f", "0450", DBA.uid(), 0, true, ""));
    assertThat(ask(DBA, "/y", Right.EXECUTE)).isEqualTo(Answer.DENIED);
  }
}
