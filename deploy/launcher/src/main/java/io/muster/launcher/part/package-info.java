/** The kinds of part a stack has: Kafka, PostgreSQL, the services and the API gateway. */
package io.muster.launcher.part;
