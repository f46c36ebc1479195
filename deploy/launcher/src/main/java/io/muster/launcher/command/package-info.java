/** The commands of the {@code muster} script that need a JVM. */
package io.muster.launcher.command;
