// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.iam;

import java.util.List;
import java.util.Optional;

/// All policies that have a say in a request.
///
/// An empty `boundary` or `session` does not limit anything; `organization` are service control
/// policies, one list for each level; `resource` is the policy on the resource itself.
public record Policies(
    List<Policy> identity,
    Optional<Policy> resource,
    String resourceAccount,
    Optional<Policy> boundary,
    Optional<Policy> session,
    List<Policy> organization) {
  public Policies {
    identity = List.copyOf(identity);
    organization = List.copyOf(organization);
  }

  public static Policies of(Policy... policies) {
    return new Policies(
        List.of(policies), Optional.empty(), "", Optional.empty(), Optional.empty(), List.of());
  }

  public Policies withResource(Policy policy, String account) {
    return new Policies(identity, Optional.of(policy), account, boundary, session, organization);
  }

  public Policies withBoundary(Policy policy) {
    return new Policies(
        identity, resource, resourceAccount, Optional.of(policy), session, organization);
  }

  public Policies withSession(Policy policy) {
    return new Policies(
        identity, resource, resourceAccount, boundary, Optional.of(policy), organization);
  }

  public Policies withOrganization(Policy... policies) {
    return new Policies(identity, resource, resourceAccount, boundary, session, List.of(policies));
  }
}
