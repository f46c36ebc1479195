/** Access tokens: getting them and keeping them fresh. */
package io.muster.client.token;
