/** Game sessions: running matches and their members. */
package io.muster.client.session;
