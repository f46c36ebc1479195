/** Errors as RFC 9457 problem details. */
package io.muster.runtime.problem;
