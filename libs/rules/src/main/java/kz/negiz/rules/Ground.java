package kz.negiz.rules;

/** Kinds of ground over which annex 12 of Order 150 and annex 1 of Order 41 distribute the roles. */
public enum Ground {
    OPERATIONAL_SEARCH("operational_search"),
    COVERT_INVESTIGATION("covert_investigation"),
    SEARCH_MEASURES("search_measures"),
    OTHER_TASKS("other_tasks"),
    FIELD_INSPECTION("field_inspection");

    private final String column;

    Ground(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    /** The ground that an annex with access rights serves. */
    static Ground ofAnnex(Order order, int annex) {
        return switch (order) {
            case ORDER_41 -> FIELD_INSPECTION;
            case ORDER_150 ->
                switch (annex) {
                    case 1 -> OPERATIONAL_SEARCH;
                    case 2 -> COVERT_INVESTIGATION;
                    case 3 -> SEARCH_MEASURES;
                    default -> OTHER_TASKS;
                };
        };
    }
}
