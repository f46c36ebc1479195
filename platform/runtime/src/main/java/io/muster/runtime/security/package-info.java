/** Who may do what: tokens, roles, namespaces. Denies by default. */
package io.muster.runtime.security;
