/** How the broker and the database of a test JVM come to life, in the JVM itself or in containers. */
package io.muster.testing.backend;
