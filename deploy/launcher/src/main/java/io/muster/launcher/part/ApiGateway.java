package io.muster.launcher.part;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.launcher.process.ProcessSpec;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import io.muster.launcher.stack.StackState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gateway in front of the services; it learns from a file where their replicas are. */
public final class ApiGateway implements PartRunner {

    private static final String HEAP = "256m";

    private final StackFolder folder;
    private final StackState state;

    public ApiGateway(StackFolder folder, StackState state) {
        this.folder = folder;
        this.state = state;
    }

    @Override
    public void prepare(Part part) throws IOException {
        StackFolder.createPrivate(folder.of(part.id().name()));
        Map<String, List<String>> upstreams = new TreeMap<>();
        for (PartName service : PartName.services()) {
            upstreams.put(
                    service.text(),
                    state.all(service).stream()
                            .map(replica -> "127.0.0.1:" + replica.port())
                            .toList());
        }
        Map<String, Object> config = Map.of(
                "host",
                "127.0.0.1",
                "port",
                part.port(),
                "managementPort",
                part.managementPort(),
                "upstreams",
                upstreams);
        JsonMapper.builder().build().writeValue(folder.gatewayConfig().toFile(), config);
    }

    @Override
    public ProcessSpec spec(Part part) {
        return new ProcessSpec(
                JavaCommand.of(
                        HEAP,
                        List.of(),
                        "-jar",
                        folder.gatewayJar().toString(),
                        folder.gatewayConfig().toString()),
                Map.of(),
                folder.of(part.id().name()),
                folder.log(part.id()));
    }

    @Override
    public boolean isReady(Part part) {
        return Http.answersOk(part.managementPort(), "/q/health/ready");
    }
}
