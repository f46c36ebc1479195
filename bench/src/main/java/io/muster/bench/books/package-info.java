/** The books of a run: what was accepted, how it ended, and whether the two agree as seen from the outside. */
package io.muster.bench.books;
