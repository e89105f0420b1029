// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.util.HashMap;
import java.util.Map;

/// When a fault strikes: at which action, with which parameters, how often.
///
/// `times` counts down with each strike; `chance` is rolled for each request that matches.
public record FaultRule(
    Fault fault, String action, Map<String, String> parameters, long times, double chance) {
  public FaultRule {
    parameters = Map.copyOf(parameters);
  }

  /// Strikes at every call of the action until the faults are cleared.
  public static FaultRule at(String action, Fault fault) {
    return new FaultRule(fault, action, Map.of(), Long.MAX_VALUE, 1);
  }

  /// The user's policy lacks an action of RDS.
  public static FaultRule denied(String action) {
    return at(action, Fault.accessDenied("rds", action));
  }

  /// Only for requests with this parameter, for instance one DBInstanceIdentifier.
  public FaultRule where(String parameter, String value) {
    var more = new HashMap<>(parameters);
    more.put(parameter, value);
    return new FaultRule(fault, action, more, times, chance);
  }

  public FaultRule times(long strikes) {
    return new FaultRule(fault, action, parameters, strikes, chance);
  }

  public FaultRule withChance(double probability) {
    return new FaultRule(fault, action, parameters, times, probability);
  }

  boolean matches(QueryRequest request) {
    return times > 0
        && request.action().equals(action)
        && request.parameters().entrySet().containsAll(parameters.entrySet());
  }
}
