/** Game servers: messages to them. */
package io.muster.client.server;
