/** Sources of identifiers. */
package io.muster.runtime.id;
