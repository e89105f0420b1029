// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The AWS Query protocol as RDS, SNS and STS speak it, with faults on command: a form comes in,
/// XML goes out. Invariant: without a fault, an answer depends only on the request and the state of
/// the account.
@NullMarked
package io.stillwatch.simulator.aws;

import org.jspecify.annotations.NullMarked;
