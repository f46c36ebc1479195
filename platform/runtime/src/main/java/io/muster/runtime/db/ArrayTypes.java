package io.muster.runtime.db;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.hibernate.metamodel.model.domain.internal.MappingMetamodelImpl;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.type.BasicType;
import org.hibernate.type.BasicTypeRegistry;

/**
 * Makes the types of array parameters known to Hibernate. It works the type of one that it does not know out at every
 * binding, throws and catches an exception on the way, and forgets it again: 4 % of the processor time of a busy
 * ticket-service (measured with {@code bench pipeline}, Hibernate 7.2.1).
 */
@ApplicationScoped
public class ArrayTypes {

    private static final List<Class<?>> BOUND =
            List.of(String[].class, UUID[].class, Integer[].class, Long[].class, Boolean[].class);

    private final Mutiny.SessionFactory factory;

    public ArrayTypes(Mutiny.SessionFactory factory) {
        this.factory = factory;
    }

    void register(@Observes StartupEvent event) {
        MappingMetamodelImplementor metamodel = (MappingMetamodelImplementor) factory.getMetamodel();
        BasicTypeRegistry types = ((MappingMetamodelImpl) factory.getMetamodel())
                .getTypeConfiguration()
                .getBasicTypeRegistry();
        for (Class<?> array : BOUND) {
            if (metamodel.resolveParameterBindType(array) instanceof BasicType<?> type) {
                types.register(type, array.getTypeName());
            }
        }
    }
}
