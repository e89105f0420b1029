// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.iam;

import io.stillwatch.auditor.document.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One statement of a policy document.
public record Statement(int index, Tree body) {
  public String sid() {
    return body.at("Sid").text().isEmpty() ? "statement " + index : body.at("Sid").text();
  }

  /// Where it is in its document.
  public String pointer() {
    return "/Statement/" + (index - 1);
  }

  /// Where one of the values of an element is.
  public String pointer(String element, String value) {
    return pointer() + "/" + element + "/" + body.at(element).texts().indexOf(value);
  }

  public boolean denies() {
    return body.at("Effect").text().equals("Deny");
  }

  public boolean allows() {
    return body.at("Effect").text().equals("Allow");
  }

  public List<String> actions() {
    return body.at("Action").texts();
  }

  public List<String> resources() {
    return body.at("Resource").texts();
  }

  /// Actions are compared without case, resources with it.
  public boolean matchesAction(String action) {
    var wanted = action.toLowerCase(Locale.ROOT);
    if (body.has("NotAction")) {
      return body.at("NotAction").texts().stream()
          .noneMatch(a -> Wildcard.matches(a.toLowerCase(Locale.ROOT), wanted));
    }
    return actions().stream().anyMatch(a -> Wildcard.matches(a.toLowerCase(Locale.ROOT), wanted));
  }

  public boolean matchesResource(String resource) {
    if (body.has("NotResource")) {
      return body.at("NotResource").texts().stream().noneMatch(r -> Wildcard.matches(r, resource));
    }
    if (!body.has("Resource")) return body.has("Principal") || body.has("NotPrincipal"); // of trust
    return resources().stream().anyMatch(r -> Wildcard.matches(r, resource));
  }

  /// Whether a resource policy speaks of this principal; identity policies name none.
  public boolean matchesPrincipal(Request request) {
    if (body.has("NotPrincipal")) return !names(body.at("NotPrincipal"), request);
    return !body.has("Principal") || names(body.at("Principal"), request);
  }

  private static boolean names(Tree principal, Request request) {
    if (principal.text().equals("*")) return true;
    var account = account(request.principal());
    boolean named =
        principal.at("AWS").texts().stream()
            .anyMatch(p ->
                p.equals("*")
                    || p.equals(request.principal())
                    || p.equals(account)
                    || p.equals("arn:aws:iam::" + account + ":root"));
    return named || principal.at("Service").texts().contains(request.principal());
  }

  /// Whether the principal is named by itself, not by its account.
  boolean namesExactly(Request request) {
    return body.at("Principal").at("AWS").texts().contains(request.principal());
  }

  static String account(String arn) {
    var parts = arn.split(":", -1);
    return parts.length > 4 ? parts[4] : "";
  }

  /// True, false, or empty where a key is not known.
  Optional<Boolean> conditionsHold(Request request) {
    return Conditions.hold(body.at("Condition"), request.context());
  }
}
