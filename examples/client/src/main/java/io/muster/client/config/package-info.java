/** Match configs: what a queue makes of its tickets. */
package io.muster.client.config;
