package io.muster.runtime.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ArrayTypesTest {

    @Inject
    Mutiny.SessionFactory factory;

    @ParameterizedTest
    @ValueSource(classes = {String[].class, UUID[].class, Integer[].class, Long[].class, Boolean[].class})
    void hibernateFindsTheTypeOfAnArrayAgain(Class<?> array) {
        MappingMetamodelImplementor metamodel = (MappingMetamodelImplementor) factory.getMetamodel();
        assertThat(metamodel.resolveParameterBindType(array)).isSameAs(metamodel.resolveParameterBindType(array));
    }
}
