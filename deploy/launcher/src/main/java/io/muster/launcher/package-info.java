/** Runs a whole Muster stack on one machine: every part is a process of its own that can be killed and started alone. */
package io.muster.launcher;
