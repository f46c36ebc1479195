/**
 * Pools of waiting tickets and open backfills: rebuilt from Kafka, held in memory, one thread per partition.
 */
package io.muster.match.pool;
