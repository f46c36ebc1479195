package io.muster.allocator.scaling;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.Scale;
import io.muster.allocator.payload.PayloadState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** An allocation and its payloads in memory, for tests of what the autoscaler does over time. */
final class Fleet {

    /** A payload: only what the autoscaler knows of it. */
    record Member(long generation, PayloadState state) {}

    private final List<Member> members = new ArrayList<>();
    private Scale scale;
    private Allocation.Wish wish = Allocation.Wish.RUN;
    private long generation = 1;

    Fleet(Scale scale) {
        this.scale = scale;
    }

    /** One round of the autoscaler; answers what it decided. */
    ScalingPolicy.Plan scale() {
        Counts counts = counts();
        ScalingPolicy.Plan plan = ScalingPolicy.plan(wish, scale, counts);
        for (int i = 0; i < plan.create(); i++) {
            members.add(new Member(generation, PayloadState.CREATING));
        }
        int starting = Math.min(plan.remove(), counts.starting());
        end(starting, member -> member.state().starting());
        end(plan.remove() - starting, member -> member.state() == PayloadState.READY);
        int outdated = Math.min(plan.outdated(), counts.outdatedStarting());
        end(outdated, member -> old(member) && member.state().starting());
        end(plan.outdated() - outdated, member -> old(member) && member.state() == PayloadState.READY);
        return plan;
    }

    /** Everything that is on its way arrives: what starts is Ready, what ends is gone. */
    void settle() {
        members.removeIf(member -> member.state().ending());
        members.replaceAll(
                member -> member.state().starting() ? new Member(member.generation(), PayloadState.READY) : member);
    }

    /** One that is starting becomes Ready. */
    void start() {
        move(PayloadState.CREATING, PayloadState.READY);
    }

    /** A session takes a payload, a new one if there is one. */
    void reserve() {
        move(PayloadState.READY, PayloadState.RESERVED);
    }

    /** A session is over. */
    void finish() {
        move(PayloadState.RESERVED, PayloadState.UNHEALTHY);
    }

    void crash() {
        move(PayloadState.READY, PayloadState.UNHEALTHY);
    }

    void clearAway() {
        members.removeIf(member -> member.state().ending());
    }

    void changeVersion() {
        generation++;
    }

    void changeScale(Scale next) {
        scale = next;
    }

    void changeWish(Allocation.Wish next) {
        wish = next;
    }

    Scale wanted() {
        return scale;
    }

    Counts counts() {
        Counts.Tally tally = new Counts.Tally();
        members.forEach(member -> tally.add(member.state(), old(member), 1));
        return tally.counts();
    }

    private boolean old(Member member) {
        return member.generation() < generation;
    }

    private void move(PayloadState from, PayloadState to) {
        members.stream()
                .filter(member -> member.state() == from)
                .max(Comparator.comparingLong(Member::generation))
                .ifPresent(member -> members.set(members.indexOf(member), new Member(member.generation(), to)));
    }

    private void end(int count, Predicate<Member> which) {
        for (int i = 0; i < count; i++) {
            members.stream()
                    .filter(which)
                    .min(Comparator.comparingLong(Member::generation))
                    .ifPresent(member -> members.set(
                            members.indexOf(member), new Member(member.generation(), PayloadState.SHUTDOWN)));
        }
    }
}
