/** What happens to sessions because time goes by. */
package io.muster.session.upkeep;
