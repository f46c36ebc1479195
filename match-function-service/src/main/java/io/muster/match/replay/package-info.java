/** Topics that every instance reads from the beginning. */
package io.muster.match.replay;
