/** Sessions over HTTP: reading them, joining and leaving them, ending them. */
package io.muster.session.member;
