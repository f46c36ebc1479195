/** Versions of what developers edit, so that nobody undoes a change that he has not seen. */
package io.muster.match.version;
