/** Events of other services: sessions that start, change and end, and tickets claimed for open seats. */
package io.muster.backfill.follow;
