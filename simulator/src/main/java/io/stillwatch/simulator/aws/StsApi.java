// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who am I, and may I be somebody else.
final class StsApi {
  static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  /// Far ahead of every virtual clock: the SDK holds it against the clock of the world.
  private static final String EXPIRES = "2999-01-01T00:00:00Z";

  private final Map<String, String> externalIds = new ConcurrentHashMap<>();

  /// Lets a role be assumed by those who know its external id; an empty one asks for none.
  void trust(String roleArn, String externalId) {
    externalIds.put(roleArn, externalId);
  }

  Xml identity(Caller caller) {
    var own = caller.account().equals(AccountApi.ACCOUNT);
    var arn =
        own
            ? "arn:aws:sts::" + AccountApi.ACCOUNT + ":assumed-role/stillwatch/collector"
            : "arn:aws:sts::" + caller.account() + ":assumed-role/stillwatch-reader/stillwatch";
    return new Xml()
        .text("Account", caller.account())
        .text("UserId", "AROASTILLWATCHSIMULATE:collector")
        .text("Arn", arn);
  }

  Xml assumeRole(QueryRequest request) {
    var arn = request.required("RoleArn");
    var wanted = externalIds.get(arn);
    if (wanted == null || !wanted.equals(request.text("ExternalId").orElse(""))) {
      throw new RefusedException(
          403,
          "AccessDenied",
          "User: arn:aws:sts::123456789012:assumed-role/stillwatch/collector is not authorized to"
              + " perform: sts:AssumeRole on resource: "
              + arn);
    }
    var account = arn.split(":", -1)[4];
    var credentials =
        new Xml()
            .text("AccessKeyId", Caller.accessKey(account))
            .text("SecretAccessKey", "simulated")
            .text("SessionToken", "simulated")
            .text("Expiration", EXPIRES);
    var user = new Xml().text("AssumedRoleId", "AROASIMULATED:stillwatch").text("Arn", arn);
    return new Xml().element("Credentials", credentials).element("AssumedRoleUser", user);
  }
}
