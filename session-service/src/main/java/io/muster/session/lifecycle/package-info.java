/** What the other services' events do to sessions. */
package io.muster.session.lifecycle;
