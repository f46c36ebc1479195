/** How asynchronous work on many things is put together. */
package io.muster.runtime.flow;
