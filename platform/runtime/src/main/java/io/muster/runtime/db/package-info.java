/** Transactions through Hibernate Reactive. */
package io.muster.runtime.db;
