/** Tests of the whole: a stack of real processes, started the way a user starts it. */
package io.muster.e2e;
