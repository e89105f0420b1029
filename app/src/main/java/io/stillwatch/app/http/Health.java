// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/livez` and `/readyz`: the status code and a JSON body are for machines, `?verbose` for people.
final class Health {
  private final List<Check> checks;
  private final Roles roles;
  private volatile boolean serving;

  Health(List<Check> checks, Roles roles) {
    this.checks = checks;
    this.roles = roles;
  }

  void started() {
    serving = true;
  }

  void stopping() {
    serving = false;
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/livez", context -> context.result("ok\n"));
    routes.get("/readyz", this::ready);
  }

  /// Problems by the name of their check; an empty text is none.
  Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    problems.put("serving", serving ? "" : "starting or stopping");
    for (var check : checks) problems.put(check.name(), check.problem());
    return problems;
  }

  private void ready(Context context) {
    var excluded = context.queryParams("exclude");
    var problems = problems();
    excluded.forEach(problems::remove);
    boolean ready = problems.values().stream().allMatch(String::isEmpty);
    context.status(ready ? 200 : 503).header("Cache-Control", "no-store");
    if (context.queryParam("verbose") == null) {
      context.contentType("application/json").result(json(ready, problems).toString());
      return;
    }
    var text = new StringBuilder();
    problems.forEach((name, problem) -> text.append(line(name, problem)));
    roles.now().forEach(role -> text.append(line(role)));
    context.result(text.append(ready ? "ready\n" : "not ready\n").toString());
  }

  private ObjectNode json(boolean ready, Map<String, String> problems) {
    var json = JsonNodeFactory.instance.objectNode().put("ready", ready);
    var checks = json.putObject("checks");
    problems.forEach((name, problem) -> checks.put(name, problem.isEmpty() ? "ok" : problem));
    var held = json.putArray("roles");
    for (var role : roles.now()) {
      held.addObject()
          .put("role", role.role())
          .put("owner", role.owner())
          .put("epoch", role.epoch())
          .put("held_here", role.heldHere());
    }
    return json;
  }

  private static String line(Roles.Holding role) {
    var owner = role.owner().isEmpty() ? "no process" : role.owner();
    var here = role.heldHere() ? " (this process)" : "";
    return "[r]" + role.role() + " held by " + owner + here + ", epoch " + role.epoch() + "\n";
  }

  private static String line(String name, String problem) {
    return problem.isEmpty() ? "[+]" + name + " ok\n" : "[-]" + name + " failed: " + problem + "\n";
  }
}
