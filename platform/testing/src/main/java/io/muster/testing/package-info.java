/**
 * What tests of every service share: a real Kafka broker and a real PostgreSQL started once per test JVM, signed tokens,
 * a probe on the topics, a clock that stands still and the rules of the architecture.
 */
package io.muster.testing;
