package kz.negiz.cli.query;

import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A basis as it is typed: {@code inspection:NUMBER}, {@code case:NUMBER}, {@code text:WORDS} or {@code chosen:CODE:MATERIAL}. */
public final class BasisArgument {

    private BasisArgument() {}

    public static ObjectNode read(String typed, String namedCase, String assignment) {
        String[] parts = typed.split(":", 2);
        String rest = parts.length == 2 ? parts[1] : "";
        ObjectNode basis = JsonNodeFactory.instance.objectNode();
        switch (parts[0]) {
            case "inspection" -> basis.put("kind", "INSPECTION_NUMBER").put("number", rest);
            case "case" -> basis.put("kind", "CRIMINAL_CASE_NUMBER").put("number", rest);
            case "text" -> basis.put("kind", "OPTIONAL_TEXT").put("text", rest);
            case "chosen" -> {
                String[] chosen = rest.split(":", 2);
                basis.put("kind", "CHOSEN_BASIS")
                        .put("code", chosen[0])
                        .put("material", chosen.length == 2 ? chosen[1] : "");
            }
            default ->
                throw new CommandFailed(
                        Negiz.USAGE,
                        "--basis is inspection:NUMBER, case:NUMBER, text:WORDS (also text: alone) or chosen:CODE:MATERIAL");
        }
        if (!namedCase.isEmpty()) {
            basis.put("criminalCase", namedCase);
        }
        if (!assignment.isEmpty()) {
            String[] of = assignment.split(",", 3);
            if (of.length != 3) {
                throw new CommandFailed(
                        Negiz.USAGE, "--assignment is NUMBER,DATE,BODY, for example 12/3,2026-11-02,police");
            }
            basis.putObject("assignment")
                    .put("number", of[0])
                    .put("date", of[1])
                    .put("issuingBody", of[2]);
        }
        return basis;
    }
}
