/**
 * Match configs: read from their three published forms, checked, kept in one canonical form, and followed by every
 * instance through the {@code configs} topic.
 */
package io.muster.match.config;
