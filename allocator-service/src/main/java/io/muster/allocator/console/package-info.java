/** What a console needs beyond the published API: terminations, output of payloads, a live stream of changes. */
package io.muster.allocator.console;
