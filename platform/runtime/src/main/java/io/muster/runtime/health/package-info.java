/** Readiness checks beyond those of the extensions (data source, broker, channels). */
package io.muster.runtime.health;
