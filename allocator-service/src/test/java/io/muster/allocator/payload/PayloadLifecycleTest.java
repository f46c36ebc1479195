package io.muster.allocator.payload;

import static io.muster.allocator.payload.Payloads.NOW;
import static io.muster.allocator.payload.Payloads.TERMS;
import static io.muster.allocator.payload.Payloads.after;
import static io.muster.allocator.payload.Payloads.created;
import static io.muster.allocator.payload.Payloads.ready;
import static io.muster.allocator.payload.Payloads.reserve;
import static io.muster.allocator.payload.Payloads.reserved;
import static io.muster.allocator.payload.Payloads.starting;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.allocation.Simulation;
import io.muster.allocator.payload.PayloadChange.BecameUnhealthy;
import io.muster.allocator.payload.PayloadChange.Failed;
import io.muster.allocator.payload.PayloadChange.Removed;
import io.muster.allocator.payload.PayloadChange.ShutdownBegan;
import io.muster.allocator.payload.PayloadCommand.Due;
import io.muster.allocator.payload.PayloadCommand.GiveBack;
import io.muster.allocator.payload.PayloadCommand.Launch;
import io.muster.allocator.payload.PayloadCommand.MissHeartbeat;
import io.muster.allocator.payload.PayloadCommand.Prepare;
import io.muster.allocator.payload.PayloadCommand.ReportReady;
import io.muster.allocator.payload.PayloadCommand.RootExited;
import io.muster.allocator.payload.PayloadCommand.SetMetadata;
import io.muster.allocator.payload.PayloadCommand.ShutDown;
import io.muster.allocator.payload.PayloadDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadLifecycleTest {

    @Test
    void becomesReadyOnlyWhenItsProgramSaysSo() {
        assertThat(ready("a").state()).isEqualTo(PayloadState.READY);
        assertThat(decide(created("a"), new ReportReady()).reply()).isInstanceOf(Refused.class);
    }

    @Test
    void acceptsASecondReadyWithoutAChange() {
        assertThat(decide(reserved("a"), new ReportReady())).isEqualTo(PayloadDecision.unchanged());
    }

    @Test
    void isReservedOnce() {
        assertThat(decide(reserved("a"), reserve("other")).reply()).isInstanceOf(Refused.class);
    }

    @Test
    void setsMetadataInTheStepThatReserves() {
        PayloadCommand reserve = new PayloadCommand.Reserve(
                new Hold("r", "s", NOW), new Metadata(Map.of("map", "a"), Map.of("mode", "duel")), false);

        Payload payload = after(ready("a"), reserve);

        assertThat(payload.metadata().labels()).containsEntry("map", "a");
        assertThat(payload.metadata().annotations()).containsEntry("mode", "duel");
        assertThat(payload.lastReserved()).isEqualTo(NOW);
        assertThat(payload.version()).isEqualTo(ready("a").version() + 1);
    }

    @Test
    void joinsAReservedPayloadWhenTheSelectorAsksForIt() {
        PayloadCommand join = new PayloadCommand.Reserve(new Hold("r2", null, NOW), Metadata.NONE, true);

        assertThat(after(reserved("a"), join).hold().reservationId()).isEqualTo("r2");
    }

    @Test
    void fillsAPayloadOfSeveralSeatsToTheLastOne() {
        Payload full = after(ready("a", 2), reserve("one"), reserve("two"));

        assertThat(full.seats()).isEqualTo(new Seats(2, 2));
        assertThat(decide(full, reserve("three")).reply()).isInstanceOf(Refused.class);
    }

    @Test
    void isReadyAgainWhenTheLastOfSeveralSeatsIsGivenBack() {
        Payload empty = after(ready("a", 2), reserve("one"), new GiveBack("session-ended"));

        assertThat(empty.state()).isEqualTo(PayloadState.READY);
        assertThat(empty.hold()).isNull();
    }

    @Test
    void endsWithItsOnlySession() {
        Payload ending = after(reserved("a"), new GiveBack("session-ended"));

        assertThat(ending.state()).isEqualTo(PayloadState.SHUTDOWN);
        assertThat(ending.dueAt()).isEqualTo(NOW.plus(TERMS.shutdownGrace()));
        assertThat(decide(ending, new RootExited(143)).removal()).isEqualTo(new Removed(143, "session-ended"));
    }

    @Test
    void isStartedAgainWithGrowingWaitsWhenItsProgramEndsBeforeItIsReady() {
        Payload payload = starting("a");
        Duration previous = Duration.ZERO;
        for (int i = 0; i < 3; i++) {
            payload = after(payload, new RootExited(1));
            assertThat(payload.state()).isEqualTo(PayloadState.ERROR);
            Duration wait = Duration.between(NOW, payload.dueAt());
            assertThat(wait).isGreaterThan(previous);
            previous = wait;
            payload = after(at(payload), new Prepare(Endpoint.NONE), new Launch());
        }
    }

    @Test
    void waitsNoLongerThanTheLongestBackOff() {
        assertThat(TERMS.backOff(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(TERMS.backOff(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(TERMS.backOff(1_000_000)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void isUnhealthyWhenItsProgramEndsAfterItWasReady() {
        assertThat(decide(reserved("a"), new RootExited(0)).changes())
                .containsExactly(new BecameUnhealthy(0, "exited"));
        assertThat(decide(ready("a"), new RootExited(139)).changes())
                .containsExactly(new BecameUnhealthy(139, "crashed"));
    }

    @Test
    void isUnhealthyWhenItsHeartbeatDoesNotCome() {
        assertThat(decide(reserved("a"), new MissHeartbeat()).changes())
                .containsExactly(new BecameUnhealthy(null, "no-heartbeat"));
        assertThat(decide(starting("a"), new MissHeartbeat())).isEqualTo(PayloadDecision.unchanged());
    }

    @Test
    void takesAnUnknownExitCodeForACrash() {
        assertThat(decide(reserved("a"), new RootExited(null)).changes())
                .containsExactly(new BecameUnhealthy(null, "crashed"));
    }

    @Test
    void isStoppedWhenItIsNeverReady() {
        PayloadDecision decision =
                PayloadLifecycle.decide(starting("a"), new Due(), TERMS, NOW.plus(TERMS.startTimeout()));

        assertThat(decision.changes().getFirst())
                .isEqualTo(new ShutdownBegan(
                        "never-ready", NOW.plus(TERMS.startTimeout()).plus(TERMS.shutdownGrace())));
    }

    @Test
    void ignoresATimerThatIsEarly() {
        assertThat(decide(starting("a"), new Due())).isEqualTo(PayloadDecision.unchanged());
    }

    @Test
    void isDeletedWhileReservedOnlyByForce() {
        assertThat(decide(reserved("a"), new ShutDown("deleted", false)).reply())
                .isEqualTo(new Refused("reserved", "Payload 8hhtn-fvpvq is Reserved; use force_delete=true."));
        assertThat(after(reserved("a"), new ShutDown("deleted", true)).state()).isEqualTo(PayloadState.SHUTDOWN);
    }

    @Test
    void cannotBeChangedOnItsWayOut() {
        Payload ending = after(ready("a"), new ShutDown("deleted", false));

        assertThat(decide(ending, new SetMetadata(Metadata.label("a", "b"))).reply())
                .isInstanceOf(Refused.class);
        assertThat(decide(ending, reserve("s")).reply()).isInstanceOf(Refused.class);
    }

    @Test
    void livesItsSimulatedLifeWithoutAProgram() {
        Payload reserved = after(
                created("a", RuntimeKind.SIMULATED, 1),
                new Prepare(Endpoint.NONE),
                new Launch(),
                new Due(),
                reserve("s"));

        Instant over = NOW.plus(Simulation.DEFAULT.life());
        assertThat(reserved.dueAt()).isEqualTo(over);
        assertThat(PayloadLifecycle.decide(reserved, new Due(), TERMS, over).changes())
                .containsExactly(new BecameUnhealthy(0, "exited"), new Removed(0, "exited"));
    }

    @Test
    void doesNotCountAFailedLaunchAsStarted() {
        PayloadDecision decision = decide(created("a"), new PayloadCommand.FailToLaunch("no port is free"));

        assertThat(decision.changes())
                .containsExactly(new Failed(null, "no port is free", NOW.plus(TERMS.firstBackOff())));
    }

    private static PayloadDecision decide(Payload payload, PayloadCommand command) {
        return PayloadLifecycle.decide(payload, command, TERMS, NOW);
    }

    /** The payload after the wait for its next start. */
    private static Payload at(Payload payload) {
        return PayloadLifecycle.applyAll(
                payload,
                PayloadLifecycle.decide(payload, new Due(), TERMS, payload.dueAt())
                        .changes());
    }
}
