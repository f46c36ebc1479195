package io.muster.match.rules;

/** Which of the ages of the tickets a relaxation looks at. */
public enum AgeType {
    /** The longest wait; what a relaxation uses that says nothing. A new-comer does not postpone it. */
    OLDEST,
    /** The shortest wait: one fresh ticket postpones the relaxation. */
    YOUNGEST,
    /** The mean wait. */
    AVERAGE
}
