// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/livez` and `/readyz`: the status code is for machines, `?verbose` for people.
final class Health {
  private final List<Check> checks;
  private volatile boolean serving;

  Health(List<Check> checks) {
    this.checks = checks;
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
    if (context.queryParam("verbose") == null && ready) {
      context.result("ok\n");
      return;
    }
    var text = new StringBuilder();
    problems.forEach((name, problem) -> text.append(line(name, problem)));
    context.result(text.append(ready ? "ready\n" : "not ready\n").toString());
  }

  private static String line(String name, String problem) {
    return problem.isEmpty() ? "[+]" + name + " ok\n" : "[-]" + name + " failed: " + problem + "\n";
  }
}
