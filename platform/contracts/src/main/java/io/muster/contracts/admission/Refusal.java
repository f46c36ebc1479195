package io.muster.contracts.admission;

/**
 * Why a ticket could never be matched.
 *
 * @param rule name of the rule, or what else of the config
 * @param path what of the ticket is missing or wrong
 */
public record Refusal(String rule, String path, String message) {}
