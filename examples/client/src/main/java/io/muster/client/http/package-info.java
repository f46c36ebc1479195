/** How a call travels: one HTTP exchange with JSON bodies. */
package io.muster.client.http;
