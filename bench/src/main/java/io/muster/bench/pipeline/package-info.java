/** {@code bench pipeline}: from the creation of a ticket to its assignment, with the books checked from the outside. */
package io.muster.bench.pipeline;
