/**
 * The Payload Local API (seed 000): what a game server asks about itself, on the loopback interface of the host it runs
 * on, under a path that only it knows.
 */
package io.muster.allocator.local;
