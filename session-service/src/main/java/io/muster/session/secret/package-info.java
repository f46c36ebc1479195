/** Secrets that are shown once and kept as hashes. */
package io.muster.session.secret;
