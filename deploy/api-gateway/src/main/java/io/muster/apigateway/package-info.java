/** A small reverse proxy in front of a stack on one machine. In a cluster Envoy or an ingress has its place. */
package io.muster.apigateway;
