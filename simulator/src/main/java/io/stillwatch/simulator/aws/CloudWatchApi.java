// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import io.stillwatch.simulator.rds.DatabaseInstance;
import java.time.InstantSource;
import java.util.List;

/// GetMetricData for the one metric that tells when a disk is full.
final class CloudWatchApi {
  static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

  private final InstantSource time;

  CloudWatchApi(InstantSource time) {
    this.time = time;
  }

  Xml metricData(QueryRequest request, List<DatabaseInstance> instances) {
    var results = new Xml();
    for (int n = 1; request.text("MetricDataQueries.member." + n + ".Id").isPresent(); n++) {
      var query = "MetricDataQueries.member." + n + ".";
      var metric = query + "MetricStat.Metric.";
      var id = request.required(metric + "Dimensions.member.1.Value");
      var values = new Xml();
      var stamps = new Xml();
      if (request.required(metric + "MetricName").equals("FreeStorageSpace")) {
        instances.stream()
            .filter(one -> one.id().equals(id))
            .forEach(one -> {
              stamps.text("member", time.instant().toString());
              values.text("member", one.freeBytes() + ".0");
            });
      }
      results.element(
          "member",
          new Xml()
              .text("Id", request.required(query + "Id"))
              .text("Label", id)
              .element("Timestamps", stamps)
              .element("Values", values)
              .text("StatusCode", "Complete"));
    }
    return new Xml().element("MetricDataResults", results);
  }
}
