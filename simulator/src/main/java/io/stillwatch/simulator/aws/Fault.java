// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

/// A way in which the account misbehaves.
///
/// All of them were seen in the field by collectors of RDS logs (rdslogs of Honeycomb, the
/// pganalyze collector, issues of the AWS CLI and SDKs).
public sealed interface Fault {
  /// The request is answered with an error and has no effect.
  record Refusal(int status, String code, String message) implements Fault {}

  /// A page without text, with an empty marker, as during a rotation.
  record NullData() implements Fault {}

  /// A page that says it is the last although more follows (aws-cli issues 2268 and 3079).
  record EarlyEnd() implements Fault {}

  /// A page that repeats bytes before its marker (aws-cli issue 10319).
  record Overlap(int bytes) implements Fault {}

  /// A page cut after so many bytes, in the middle of a line; its marker skips what was lost.
  record Truncation(int atBytes) implements Fault {}

  /// A page with its text, but with the marker "0" of an ended segment (rdslogs).
  record ZeroMarker() implements Fault {}

  /// A page in which about one line in so many, chosen by the seed and never the first, is blank:
  /// as many bytes come as its marker says, so nothing shows the loss (the README of rdslogs tells
  /// of slow-log lines that disappear).
  record LeftOut(int oneIn, long seed) implements Fault {}

  /// The file becomes `.1`, `.1` becomes `.2` and so on, just before the page is read.
  record RenamedFirst() implements Fault {}

  /// A good answer of which only the first half arrives.
  record BrokenXml() implements Fault {}

  static Fault accessDenied(String service, String action) {
    var who = "User: arn:aws:sts::123456789012:assumed-role/stillwatch/collector";
    var why = " because no identity-based policy allows the " + service + ":" + action + " action";
    return new Refusal(
        403,
        "AccessDenied",
        who + " is not authorized to perform: " + service + ":" + action + why);
  }

  static Fault throttling() {
    return new Refusal(400, "Throttling", "Rate exceeded");
  }

  static Fault fileNotFound() {
    return new Refusal(404, "DBLogFileNotFoundFault", "DBLog File not found");
  }

  /// A marker of a file whose hour is over.
  static Fault staleMarker() {
    return new Refusal(400, "InvalidParameterValue", "The marker is invalid.");
  }

  /// Aurora Serverless that sleeps: not a reason for an alert.
  static Fault notReady() {
    return new Refusal(400, "DBInstanceNotReady", "The DB instance is paused.");
  }

  static Fault binaryData() {
    return new Refusal(
        400,
        "InvalidParameterValue",
        "This file contains binary data and should be downloaded instead of viewed");
  }

  /// Credentials of a role whose time is over.
  static Fault expiredToken() {
    return new Refusal(
        403, "ExpiredToken", "The security token included in the request is expired");
  }

  /// Our clock or that of AWS is wrong by more than five minutes.
  static Fault skewedClock() {
    return new Refusal(
        403, "SignatureDoesNotMatch", "Signature expired: 20260115T000000Z is now earlier than");
  }

  static Fault serverError() {
    return new Refusal(500, "InternalFailure", "An internal error occurred.");
  }

  static Fault unavailable() {
    return new Refusal(503, "ServiceUnavailable", "The service is unavailable.");
  }

  /// SNS's word for a missing permission; `policy` is the kind of policy that lacks it, for
  /// instance `identity-based`.
  static Fault snsDenied(String action, String topic, String policy) {
    return new Refusal(
        403,
        "AuthorizationError",
        "User: arn:aws:sts::123456789012:assumed-role/stillwatch/alerting is not authorized to"
            + " perform: SNS:"
            + action
            + " on resource: "
            + topic
            + " because no "
            + policy
            + " policy allows the SNS:"
            + action
            + " action");
  }

  /// The same, from a region that does not say which policy.
  static Fault publishDenied() {
    return new Refusal(
        403,
        "AuthorizationError",
        "User: arn:aws:sts::123456789012:assumed-role/stillwatch/alerting"
            + " is not authorized to perform: SNS:Publish");
  }

  /// What SNS passes on of its key: `KMSAccessDenied`, `KMSDisabled`, `KMSInvalidState`,
  /// `KMSNotFound`, `KMSOptInRequired`, `KMSThrottling`.
  static Fault kms(String code) {
    return new Refusal(400, code, "The request to AWS KMS failed (Service: AWSKMS)");
  }

  static Fault snsError() {
    return new Refusal(500, "InternalError", "An internal service error occurred.");
  }

  static Fault snsThrottled() {
    return new Refusal(429, "Throttled", "Rate exceeded");
  }

  static Fault endpointDisabled() {
    return new Refusal(400, "EndpointDisabled", "Endpoint is disabled");
  }
}
