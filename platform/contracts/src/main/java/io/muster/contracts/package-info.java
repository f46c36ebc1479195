/**
 * What the services say to each other: events, the envelope they travel in, and the topics they travel on. Plain Java.
 */
package io.muster.contracts;
