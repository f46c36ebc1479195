package io.muster.launcher.control;

/** Where a command says what it is doing. */
@FunctionalInterface
public interface Output {

    void line(String text);
}
