package io.muster.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * Every resource method says who may call it: {@code @Allow} with at least one role, or {@code @Open}, and not both. One
 * that says nothing is refused to everybody when it runs; this finds it when it is built.
 */
public final class AccessRule {

    private static final String ALLOW = "io.muster.runtime.security.Allow";
    private static final String OPEN = "io.muster.runtime.security.Open";
    private static final String HTTP_METHOD = "jakarta.ws.rs.HttpMethod";

    private AccessRule() {}

    /** The rule; holds for classes without any resource method. */
    public static ArchRule everyResourceMethodSaysWhoMayCallIt() {
        return methods()
                .that(answerRequests())
                .should(sayWhoMayCallThem())
                .allowEmptyShould(true)
                .because("what nobody thought about must not be reachable");
    }

    /** {@code @GET}, {@code @POST} and so on are themselves annotated with {@code @HttpMethod}. */
    private static DescribedPredicate<JavaMethod> answerRequests() {
        return DescribedPredicate.describe("answer requests", method -> method.isMetaAnnotatedWith(HTTP_METHOD));
    }

    private static ArchCondition<JavaMethod> sayWhoMayCallThem() {
        return new ArchCondition<>("carry @Allow with a role, or @Open") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean says = allowsSomebody(method) != method.isAnnotatedWith(OPEN);
                events.add(new SimpleConditionEvent(
                        method, says, method.getFullName() + " must carry either @Allow with a role, or @Open"));
            }
        };
    }

    private static boolean allowsSomebody(JavaMethod method) {
        return method.tryGetAnnotationOfType(ALLOW)
                .flatMap(allow -> allow.get("value"))
                .map(roles -> ((Object[]) roles).length > 0)
                .orElse(false);
    }
}
