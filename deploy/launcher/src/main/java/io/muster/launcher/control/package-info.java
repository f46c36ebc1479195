/** Bringing a stack up, changing single parts of it, and taking it down. */
package io.muster.launcher.control;
