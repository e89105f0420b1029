// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides whether policies allow a request, in the order in which IAM does.
///
/// Any explicit deny wins. Then identity and resource policies: within an account one of them is
/// enough, across accounts both are needed. Boundary, session and organization policies can only
/// take away (IAM User Guide, "Policy evaluation logic").
public final class Evaluator {
  private Evaluator() {}

  public enum Verdict {
    ALLOWED,
    EXPLICITLY_DENIED,
    IMPLICITLY_DENIED,
    /// A condition that decides depends on a key of which nothing is known.
    UNKNOWN
  }

  /// A verdict and the statement that decided it, if one did.
  public record Decision(Verdict verdict, Optional<Statement> by) {
    static Decision of(Verdict verdict) {
      return new Decision(verdict, Optional.empty());
    }
  }

  private enum Hit {
    YES,
    NO,
    MAYBE
  }

  public static Decision decide(Policies policies, Request request) {
    var denied = denied(policies, request);
    if (denied.isPresent()) {
      return new Decision(Verdict.EXPLICITLY_DENIED, denied);
    }
    var verdict = granted(policies, request);
    for (var limit : limits(policies)) verdict = lower(verdict, allowedBy(List.of(limit), request));
    if (verdict == Verdict.ALLOWED && maybeDenied(policies, request)) verdict = Verdict.UNKNOWN;
    var by =
        policies.identity().stream()
            .flatMap(p -> p.statements().stream())
            .filter(s -> s.allows() && hit(s, request) == Hit.YES)
            .findFirst();
    return verdict == Verdict.ALLOWED ? new Decision(verdict, by) : Decision.of(verdict);
  }

  private static Stream<Statement> all(Policies policies) {
    return Stream.of(
            policies.identity().stream(), policies.resource().stream(), limits(policies).stream())
        .flatMap(s -> s)
        .flatMap(p -> p.statements().stream());
  }

  private static List<Policy> limits(Policies policies) {
    return Stream.of(
            policies.boundary().stream(),
            policies.session().stream(),
            policies.organization().stream())
        .flatMap(s -> s)
        .toList();
  }

  private static Optional<Statement> denied(Policies policies, Request request) {
    return all(policies).filter(s -> s.denies() && hit(s, request) == Hit.YES).findFirst();
  }

  private static boolean maybeDenied(Policies policies, Request request) {
    return all(policies).anyMatch(s -> s.denies() && hit(s, request) == Hit.MAYBE);
  }

  private static Verdict granted(Policies policies, Request request) {
    var identity = allowedBy(policies.identity(), request);
    if (policies.resource().isEmpty()) {
      boolean foreign =
          !policies.resourceAccount().isEmpty()
              && !policies.resourceAccount().equals(Statement.account(request.principal()));
      return foreign ? Verdict.IMPLICITLY_DENIED : identity;
    }
    var resource = allowedBy(List.of(policies.resource().get()), request);
    boolean service = !request.principal().startsWith("arn:");
    boolean same = policies.resourceAccount().equals(Statement.account(request.principal()));
    if (service) return resource;
    return same ? higher(identity, resource) : lower(identity, resource);
  }

  private static Verdict allowedBy(List<Policy> policies, Request request) {
    var hits =
        policies.stream()
            .flatMap(p -> p.statements().stream())
            .filter(Statement::allows)
            .map(s -> hit(s, request))
            .toList();
    if (hits.contains(Hit.YES)) return Verdict.ALLOWED;
    return hits.contains(Hit.MAYBE) ? Verdict.UNKNOWN : Verdict.IMPLICITLY_DENIED;
  }

  private static Hit hit(Statement statement, Request request) {
    if (!statement.matchesAction(request.action())
        || !statement.matchesResource(request.resource())
        || !statement.matchesPrincipal(request)) {
      return Hit.NO;
    }
    return statement.conditionsHold(request).map(b -> b ? Hit.YES : Hit.NO).orElse(Hit.MAYBE);
  }

  private static Verdict higher(Verdict a, Verdict b) {
    if (a == Verdict.ALLOWED || b == Verdict.ALLOWED) return Verdict.ALLOWED;
    return a == Verdict.UNKNOWN ? a : b;
  }

  private static Verdict lower(Verdict a, Verdict b) {
    if (a == Verdict.IMPLICITLY_DENIED || b == Verdict.IMPLICITLY_DENIED) {
      return Verdict.IMPLICITLY_DENIED;
    }
    return a == Verdict.UNKNOWN ? a : b;
  }
}
