/** Custom match functions, published by match-function-service on {@code functions}. */
package io.muster.contracts.function;
