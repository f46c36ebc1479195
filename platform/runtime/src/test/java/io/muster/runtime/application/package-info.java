/** A small service on the runtime, for the component tests. */
package io.muster.runtime.application;
