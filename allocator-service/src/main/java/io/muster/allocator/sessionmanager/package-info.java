/** The session manager (seed 000's other integration pattern): clients ask for a session by its type. */
package io.muster.allocator.sessionmanager;
