/** Which replicas there are, and which of them are alive. */
package io.muster.allocator.node;
