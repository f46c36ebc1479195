/**
 * An evening of matches, played against a running stack through its public APIs. Everything it prints was answered by
 * one of them.
 */
package io.muster.demo;
