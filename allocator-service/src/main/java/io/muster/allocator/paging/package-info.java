/** Lists over HTTP: the published envelopes, sizes of pages, and places to go on from. */
package io.muster.allocator.paging;
