/** Start and end of the service: adoption of what runs, timers, and an orderly stop. */
package io.muster.allocator.lifecycle;
