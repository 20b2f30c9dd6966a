package kz.negiz.testkit.examples.logs;

class Logging {
    void log() {
        java.util.logging.Logger.getLogger("x").info("word");
    }
}
