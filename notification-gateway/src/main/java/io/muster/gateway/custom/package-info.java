/** Notifications that people and services send to one game server, and what became of them. */
package io.muster.gateway.custom;
