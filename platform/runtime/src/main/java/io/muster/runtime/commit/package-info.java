/** Group commit: many requests, one transaction. */
package io.muster.runtime.commit;
