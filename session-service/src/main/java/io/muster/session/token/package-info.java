/**
 * The tokens everybody shows: the signing key, the clients that may ask for tokens, and the token endpoint (RFC 6749,
 * client credentials). Tokens are RFC 9068 access tokens.
 */
package io.muster.session.token;
