/** The tickets API, as the published matchmaker defines it. */
package io.muster.ticket.api;
