package kz.negiz.demo.shep;

/** The owner of the data behind the gateway. */
@FunctionalInterface
public interface Owner {

    /**
     * Answers a request.
     *
     * @param data the business part as XML, whatever shape it came in
     */
    Answer answer(String serviceId, String data);

    /**
     * An answer.
     *
     * @param code status, such as SCSS001
     * @param data one XML element; empty: none
     */
    record Answer(String code, String message, String data) {

        public static Answer found(String data) {
            return new Answer("SCSS001", "Message has been processed successfully", data);
        }

        /** What the gateway is told by an owner that can't tell more. */
        public static Answer failed(String code, String message) {
            return new Answer(code, message, "");
        }
    }
}
