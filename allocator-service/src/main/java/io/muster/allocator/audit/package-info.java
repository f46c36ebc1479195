/** Who did what over the orchestration API: every write that got past the check of its token, and how it was answered. */
package io.muster.allocator.audit;
