package io.muster.contracts.match;

/** The backfill ticket a proposal wants to fill, in the version in which the match function saw it. */
public record BackfillRef(String backfillId, long version, String sessionId) {}
