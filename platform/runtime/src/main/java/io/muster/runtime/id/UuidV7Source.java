package io.muster.runtime.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** UUID version 7 (RFC 9562): time-ordered, so that primary keys are appended at the end of their index. */
@ApplicationScoped
public class UuidV7Source implements IdSource {

    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    @Override
    public UUID next() {
        return generator.generate();
    }
}
