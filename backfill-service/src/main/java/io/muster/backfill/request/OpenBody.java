package io.muster.backfill.request;

/** Request for a backfill ticket in the form of the partial API. */
record OpenBody(String matchPool, String sessionId) {}
