/** Tries a config on given tickets: what would be matched, what not, and why. Nothing is stored. */
package io.muster.match.dryrun;
