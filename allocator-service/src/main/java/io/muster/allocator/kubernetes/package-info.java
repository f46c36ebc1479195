/** Payloads as pods of a Kubernetes cluster. Off unless {@code muster.allocator.kubernetes.enabled}. */
package io.muster.allocator.kubernetes;
