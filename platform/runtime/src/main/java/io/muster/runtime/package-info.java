/** What every service needs around its domain. */
package io.muster.runtime;
