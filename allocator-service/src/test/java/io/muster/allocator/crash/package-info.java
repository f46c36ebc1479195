/** The packaged service as a process of its own, which can be killed. */
package io.muster.allocator.crash;
