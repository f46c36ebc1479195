package io.muster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.security.Caller;
import io.muster.runtime.security.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Caller MANAGED = caller("ds_1", Role.SERVER);
    private static final Caller THIRD_PARTY = caller("client-7", Role.SERVER);

    @Test
    void aServerHoldsItsOwnSocket() {
        assertThat(Admission.of(MANAGED, "ds_1", false)).isEqualTo(new Admission.Admitted("demo", "ds_1"));
    }

    @Test
    void aServerThatDoesNotNameItselfIsWhomItsTokenNames() {
        assertThat(Admission.of(MANAGED, null, false)).isEqualTo(new Admission.Admitted("demo", "ds_1"));
    }

    @Test
    void aServerDoesNotHoldTheSocketOfAnother() {
        assertRefused(Admission.of(MANAGED, "ds_2", false), 403);
        assertRefused(Admission.of(MANAGED, "ds_2", true), 403);
        assertRefused(Admission.of(MANAGED, "mine", true), 403);
    }

    @Test
    void aThirdPartyServerNamesItselfButNeverAsAManagedOne() {
        assertThat(Admission.of(THIRD_PARTY, "rack-4.b", true)).isInstanceOf(Admission.Admitted.class);
        assertRefused(Admission.of(THIRD_PARTY, "rack-4.b", false), 403);
        assertRefused(Admission.of(THIRD_PARTY, "ds_1", true), 403);
    }

    @Test
    void aServiceMayHoldAnySocketOfItsNamespace() {
        assertThat(Admission.of(caller("backend", Role.SERVICE), "ds_1", false)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void playersAndDevelopersHoldNone() {
        assertRefused(Admission.of(caller("ds_1", Role.PLAYER), "ds_1", false), 403);
        assertRefused(Admission.of(caller("ds_1", Role.DEVELOPER), "ds_1", false), 403);
    }

    @Test
    void refusesIdsThatAreNotIds() {
        assertRefused(Admission.of(MANAGED, "a b", false), 400);
        assertRefused(Admission.of(MANAGED, "x".repeat(129), false), 400);
    }

    private static Caller caller(String subject, Role role) {
        return new Caller("demo", subject, Set.of(role));
    }

    private static void assertRefused(Admission admission, int status) {
        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
