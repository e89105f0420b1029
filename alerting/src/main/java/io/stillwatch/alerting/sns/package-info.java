/// Notifications through Amazon SNS. Invariant: no type of the AWS SDK leaves this package, and
/// each of its errors is translated in one place.
@NullMarked
package io.stillwatch.alerting.sns;

import org.jspecify.annotations.NullMarked;
