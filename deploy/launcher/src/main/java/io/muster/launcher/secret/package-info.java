/** Passwords, client secrets and tokens of one stack. Nothing here is ever logged or printed, except a token on request. */
package io.muster.launcher.secret;
