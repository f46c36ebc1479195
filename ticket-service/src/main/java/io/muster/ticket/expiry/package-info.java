/** Time: tickets that waited too long expire, and tickets that ended long ago are deleted. */
package io.muster.ticket.expiry;
