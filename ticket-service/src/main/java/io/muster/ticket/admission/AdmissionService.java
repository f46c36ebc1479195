package io.muster.ticket.admission;

import io.muster.contracts.admission.Admission;
import io.muster.contracts.admission.AdmissionCheck;
import io.muster.contracts.admission.Refusal;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.problem.Violation;
import io.muster.ticket.lifecycle.TicketContent;
import io.muster.ticket.queue.Queue;
import io.muster.ticket.queue.QueueService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Lets tickets in that could be matched some day. A config may have changed a moment ago, so a refusal waits a little for
 * a newer config before it is told. Any thread.
 */
@ApplicationScoped
public class AdmissionService {

    private final QueueService queues;

    public AdmissionService(QueueService queues) {
        this.queues = queues;
    }

    /** The queue that takes the ticket; fails with a 400 problem that names the rule and what it misses. */
    public Uni<Queue> admit(Queue queue, TicketContent ticket) {
        return refusal(queue, ticket).isEmpty()
                ? Uni.createFrom().item(queue)
                : queues.newer(queue).invoke(newest -> refusal(newest, ticket).ifPresent(AdmissionService::refuse));
    }

    private static Optional<Refusal> refusal(Queue queue, TicketContent ticket) {
        Admission admission = queue.admission();
        return admission == null
                ? Optional.empty()
                : AdmissionCheck.refusal(
                        admission, new AdmissionCheck.Ticket(ticket.attributes(), ticket.data(), ticket.players()));
    }

    private static void refuse(Refusal refusal) {
        throw Problems.validation(List.of(new Violation(refusal.path(), "never-matches", refusal.message())));
    }
}
