/** What a stack consists of and what is remembered about a running one. */
package io.muster.launcher.stack;
