/** Game sessions in PostgreSQL: one row each, whatever the number of members. */
package io.muster.session.store;
