/** The life of one ticket as a pure function of state and command. Plain Java: no framework, no I/O, no clock. */
package io.muster.ticket.lifecycle;
