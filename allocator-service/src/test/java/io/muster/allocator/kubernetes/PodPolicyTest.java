package io.muster.allocator.kubernetes;

import static io.muster.allocator.payload.Payloads.NOW;
import static io.muster.allocator.payload.Payloads.after;
import static io.muster.allocator.payload.Payloads.created;
import static io.muster.allocator.payload.Payloads.ready;
import static io.muster.allocator.payload.Payloads.reserved;
import static io.muster.allocator.payload.Payloads.starting;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.kubernetes.PodAction.Create;
import io.muster.allocator.kubernetes.PodAction.Delete;
import io.muster.allocator.kubernetes.PodAction.Place;
import io.muster.allocator.kubernetes.PodAction.Tell;
import io.muster.allocator.payload.Endpoint;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadChange;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadCommand.Clear;
import io.muster.allocator.payload.PayloadCommand.Launch;
import io.muster.allocator.payload.PayloadCommand.RootExited;
import io.muster.allocator.payload.PayloadCommand.ShutDown;
import io.muster.allocator.payload.PayloadLifecycle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodPolicyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Payload PREPARING =
            after(created("a"), new PayloadCommand.Prepare(new Endpoint("10.0.0.7", Map.of())));

    @Test
    void makesThePodOfAPayloadThatHasNone() {
        assertThat(decide(created("a"))).containsExactly(new Create(0));
    }

    @Test
    void waitsForAPodThatHasNoNodeYet() {
        assertThat(decide(created("a"), pod(0, PodView.Phase.PENDING, null))).isEmpty();
    }

    @Test
    void placesAPayloadWhenItsPodHasANode() {
        PodView pod = pod(0, PodView.Phase.PENDING, "10.0.0.7");

        assertThat(decide(created("a"), pod)).containsExactly(new Place(pod));
    }

    @Test
    void launchesAPayloadWhoseProgramRuns() {
        PodView pod = pod(0, PodView.Phase.RUNNING, "10.0.0.7");

        assertThat(decide(created("a"), pod)).containsExactly(new Place(pod), new Tell(new Launch()));
        assertThat(decide(PREPARING, pod)).containsExactly(new Tell(new Launch()));
    }

    @Test
    void hasNothingToDoWhileAPayloadRuns() {
        PodView pod = pod(0, PodView.Phase.RUNNING, "10.0.0.7");

        assertThat(decide(starting("a"), pod)).isEmpty();
        assertThat(decide(reserved("a"), pod)).isEmpty();
    }

    @Test
    void reportsTheEndOfAProgramWithItsCode() {
        PodView pod = ended(0, 3);

        assertThat(decide(reserved("a"), pod)).containsExactly(new Tell(new RootExited(3)));
        assertThat(decide(created("a"), pod)).containsExactly(new Place(pod), new Tell(new RootExited(3)));
    }

    @Test
    void takesAPodThatIsGoneForACrash() {
        assertThat(decide(ready("a"))).containsExactly(new Tell(new RootExited(null)));
        assertThat(decide(PREPARING)).containsExactly(new Tell(new RootExited(null)));
    }

    @Test
    void doesNotTakeTheEndOfAnEarlierStartForTheEndOfThisOne() {
        Payload failed = after(starting("a"), new RootExited(1));
        Payload secondStart = PayloadLifecycle.apply(failed, new PayloadChange.Rescheduled());
        PodView first = ended(0, 1);

        assertThat(decide(secondStart, first)).containsExactly(new Delete(first), new Create(1));
    }

    @Test
    void deletesThePodOfAFailedStartAndMakesNoneBeforeItsTime() {
        PodView first = ended(0, 1);

        assertThat(decide(after(starting("a"), new RootExited(1)), first)).containsExactly(new Delete(first));
    }

    @Test
    void clearsAPayloadAwayOnlyWhenItsPodIsGone() {
        Payload ending = after(ready("a"), new ShutDown("deleted", false));
        PodView pod = pod(0, PodView.Phase.RUNNING, "10.0.0.7");

        assertThat(decide(ending, pod)).containsExactly(new Delete(pod));
        assertThat(decide(ending, leaving(pod))).isEmpty();
        assertThat(decide(ending)).containsExactly(new Tell(new Clear()));
    }

    @Test
    void deletesPodsThatBelongToNoPayload() {
        PodView pod = pod(0, PodView.Phase.RUNNING, "10.0.0.7");

        assertThat(PodPolicy.decide(Optional.empty(), List.of(pod), PATIENCE, NOW))
                .containsExactly(new Delete(pod));
    }

    @Test
    void givesUpAPodThatWaitsTooLong() {
        PodView pod = pod(0, PodView.Phase.PENDING, null);

        assertThat(PodPolicy.decide(Optional.of(created("a")), List.of(pod), PATIENCE, NOW.plus(PATIENCE)))
                .containsExactly(new Tell(
                        new PayloadCommand.FailToLaunch("its pod was not running after 300 s: Unschedulable")));
    }

    @Test
    void handsOutNoPayloadWhosePodIsBeingEvictedButLetsSessionsFinish() {
        PodView pod = leaving(pod(0, PodView.Phase.RUNNING, "10.0.0.7"));

        assertThat(decide(ready("a"), pod)).containsExactly(new Tell(new ShutDown("evicted", false)));
        assertThat(decide(reserved("a"), pod)).isEmpty();
    }

    private static List<PodAction> decide(Payload payload, PodView... pods) {
        return PodPolicy.decide(Optional.of(payload), List.of(pods), PATIENCE, NOW);
    }

    private static PodView ended(int attempt, int exitCode) {
        return view(attempt, PodView.Phase.ENDED, "10.0.0.7", exitCode, false);
    }

    private static PodView pod(int attempt, PodView.Phase phase, String hostAddress) {
        return view(attempt, phase, hostAddress, null, false);
    }

    private static PodView leaving(PodView pod) {
        return view(pod.attempt(), pod.phase(), pod.hostAddress(), pod.exitCode(), true);
    }

    private static PodView view(
            int attempt, PodView.Phase phase, String hostAddress, Integer exitCode, boolean leaving) {
        return new PodView(
                PodTemplate.nameOf("a", attempt),
                "pod-" + attempt,
                "a",
                attempt,
                phase,
                "node-1",
                hostAddress,
                Map.of("default", 25_000),
                exitCode,
                "Unschedulable",
                NOW,
                leaving);
    }
}
