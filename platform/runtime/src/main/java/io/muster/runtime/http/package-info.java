/** Limits of HTTP and JSON, and what is answered when they are exceeded. */
package io.muster.runtime.http;
