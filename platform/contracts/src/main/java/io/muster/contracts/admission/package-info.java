/**
 * What a ticket must bring so that it could ever be matched, as the config of its queue says, and the check of it. Plain Java
 * without state; shared by the owner of the rules, who writes it, and whoever takes tickets in, who checks it.
 */
package io.muster.contracts.admission;
