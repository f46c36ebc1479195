/** Where code runs: the caller's Vert.x context and fresh ones. */
package io.muster.runtime.thread;
