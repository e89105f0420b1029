// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import io.stillwatch.simulator.rds.DatabaseInstance;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What RDS tells about instances besides their logs: parameters, options, events, subscriptions.
final class RdsFactsApi {
  private static final int PARAMETERS_A_PAGE = 3;

  private final List<DatabaseInstance> instances;

  /// Sees every change of the list.
  RdsFactsApi(List<DatabaseInstance> instances) {
    this.instances = instances;
  }

  /// The parameters of an instance's group, a page at a time as the service does.
  Xml describeParameters(QueryRequest request) {
    var group = request.required("DBParameterGroupName");
    var of =
        instances.stream()
            .filter(one -> one.parameterGroup().equals(group))
            .findFirst()
            .orElseThrow(() ->
                new RefusedException(
                    404, "DBParameterGroupNotFound", "DBParameterGroup not found: " + group));
    var after = request.text("Marker").orElse("");
    var left = of.parameters().tailMap(after, after.isEmpty());
    var list = new Xml();
    var last = "";
    for (var one : left.headMap(lastOf(left), true).entrySet()) {
      list.element(
          "Parameter",
          new Xml()
              .text("ParameterName", one.getKey())
              .text("ParameterValue", one.getValue())
              .text("Source", "user")
              .text("ApplyType", "dynamic"));
      last = one.getKey();
    }
    var result = new Xml().element("Parameters", list);
    return last.isEmpty() || left.lastKey().equals(last) ? result : result.text("Marker", last);
  }

  private static String lastOf(SortedMap<String, String> parameters) {
    return parameters.keySet().stream()
        .skip(PARAMETERS_A_PAGE - 1)
        .findFirst()
        .orElseGet(() -> parameters.isEmpty() ? "" : parameters.lastKey());
  }

  Xml describeOptionGroups() {
    var list = new Xml();
    for (var instance : instances) {
      if (instance.auditRotations().isEmpty()) continue;
      var setting =
          new Xml()
              .text("Name", "SERVER_AUDIT_FILE_ROTATIONS")
              .text("Value", instance.auditRotations().get());
      var option =
          new Xml()
              .text("OptionName", "MARIADB_AUDIT_PLUGIN")
              .element("OptionSettings", new Xml().element("OptionSetting", setting));
      list.element(
          "OptionGroup",
          new Xml()
              .text("OptionGroupName", instance.optionGroup())
              .element("Options", new Xml().element("Option", option)));
    }
    return new Xml().element("OptionGroupsList", list);
  }

  /// One subscription, for everything that happens to any instance.
  Xml describeEventSubscriptions() {
    var one =
        new Xml()
            .text("CustSubscriptionId", "operations")
            .text("Enabled", "true")
            .text("Status", "active");
    return new Xml().element("EventSubscriptionsList", new Xml().element("EventSubscription", one));
  }

  Xml describeEvents(QueryRequest request) {
    var from = Instant.parse(request.required("StartTime"));
    var until = request.text("EndTime").map(Instant::parse).orElse(Instant.MAX);
    var list = new Xml();
    for (var instance : instances) {
      instance
          .events()
          .subMap(from, true, until, false)
          .forEach((at, message) ->
              list.element(
                  "Event",
                  new Xml()
                      .text("SourceIdentifier", instance.id())
                      .text("SourceType", "db-instance")
                      .text("Message", message)
                      .element("EventCategories", new Xml().text("EventCategory", "low storage"))
                      .text("Date", at.toString())));
    }
    return new Xml().element("Events", list);
  }
}
