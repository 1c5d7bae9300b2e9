package ebb.peers;

/** A customer goes from one stage to another. */
public record Transition(Stage from, Stage to, String reason) {}
