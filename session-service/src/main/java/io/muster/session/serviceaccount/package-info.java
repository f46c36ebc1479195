/**
 * Service accounts: backends and tools with a client id, a secret and refresh tokens of their own, in one namespace. An
 * account is not cached: what one replica changes counts on all of them with the next request.
 */
package io.muster.session.serviceaccount;
