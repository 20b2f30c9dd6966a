package kz.negiz.cli.ncalayer;

/** An error that the program answers to a page, in the words of the original where they are known. */
final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    Failure(String details) {
        super(details, null, false, false);
    }

    String details() {
        return String.valueOf(getMessage());
    }

    /** What the original's JSON library says. */
    static Failure notFound(String member) {
        return new Failure("org.json.JSONException: JSONObject[\"" + member + "\"] not found.");
    }

    /** What the original's JSON library says. */
    static Failure notOfType(String member, String type) {
        return new Failure("org.json.JSONException: JSONObject[\"" + member + "\"] is not a " + type + ".");
    }
}
