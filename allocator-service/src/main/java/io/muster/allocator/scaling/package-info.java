/** The autoscaler: how many payloads an allocation should have, and who is to go. */
package io.muster.allocator.scaling;
