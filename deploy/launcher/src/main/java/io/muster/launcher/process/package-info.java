/** Starting operating-system processes that outlive the launcher, and ending them without leaving any behind. */
package io.muster.launcher.process;
