package kz.negiz.demo.sources.fault;

/** What can be asked here, and can fail: a register or a service. */
public record Target(String name) {

    public static final Target INSPECTIONS = new Target("registers/inspections");
    public static final Target CASES = new Target("registers/cases");

    public static Target service(String code) {
        return new Target("services/" + code);
    }

    /** All of its kind, for faults that strike many at once. */
    Target kind() {
        return new Target(name.substring(0, name.indexOf('/')) + "/*");
    }
}
