package io.muster.runtime.security;

import java.util.Set;

/**
 * Who sent a request, as its verified token says.
 *
 * @param namespace the tenant; everything the caller may touch is in it
 * @param subject player id, server id, account or client id
 */
public record Caller(String namespace, String subject, Set<Role> roles) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
