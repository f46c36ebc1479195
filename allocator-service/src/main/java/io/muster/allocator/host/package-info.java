/** Runtimes: what starts and stops payloads, behind one port. */
package io.muster.allocator.host;
