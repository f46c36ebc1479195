package io.muster.runtime.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.muster.runtime.application.ProbeResource;
import io.muster.testing.AccessRule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import org.junit.jupiter.api.Test;

/** The rule of platform/testing, tried on the real annotations: it must find what it is for. */
class AccessRuleTest {

    /** Says who may call it, and has a method that answers no request. */
    static final class Guarded {
        @GET
        @Allow(Role.PLAYER)
        public String read() {
            return help();
        }

        @POST
        @Open
        public String write() {
            return help();
        }

        public String help() {
            return "";
        }
    }

    /** Allows nobody, which is as good as saying nothing. */
    static final class Closed {
        @PUT
        @Allow({})
        public String replace() {
            return "";
        }
    }

    /** Open and not open. */
    static final class Undecided {
        @DELETE
        @Open
        @Allow(Role.SERVICE)
        public String remove() {
            return "";
        }
    }

    @Test
    void acceptsMethodsThatSayWhoMayCallThem() {
        assertThatCode(() -> check(Guarded.class)).doesNotThrowAnyException();
    }

    @Test
    void findsMethodThatSaysNothing() {
        assertThatThrownBy(() -> check(ProbeResource.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ProbeResource.forgotten")
                .hasMessageNotContaining("ProbeResource.echo");
    }

    @Test
    void findsMethodThatAllowsNobody() {
        assertThatThrownBy(() -> check(Closed.class)).hasMessageContaining("Closed.replace");
    }

    @Test
    void findsMethodThatIsOpenAndNotOpen() {
        assertThatThrownBy(() -> check(Undecided.class)).hasMessageContaining("Undecided.remove");
    }

    private static void check(Class<?> resource) {
        JavaClasses classes = new ClassFileImporter().importClasses(resource);
        AccessRule.everyResourceMethodSaysWhoMayCallIt().check(classes);
    }
}
