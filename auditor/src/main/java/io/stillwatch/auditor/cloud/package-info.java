// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules about facts of AWS, given as documents: RDS, S3, SNS, IAM. Invariant: a document says what
/// it says; what it leaves out is unknown.
@NullMarked
package io.stillwatch.auditor.cloud;

import org.jspecify.annotations.NullMarked;
