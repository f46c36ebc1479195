package io.muster.match.function;

/** A custom function in one version. */
public record PublishedFunction(String namespace, String name, long version, String source) {}
