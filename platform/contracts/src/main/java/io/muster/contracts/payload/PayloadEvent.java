package io.muster.contracts.payload;

import io.muster.contracts.Event;

/** A change of a payload, or the answer to a session that asked for one. */
public sealed interface PayloadEvent extends Event
        permits PayloadReady, PayloadReserved, ReservationFailed, PayloadRemoved {}
