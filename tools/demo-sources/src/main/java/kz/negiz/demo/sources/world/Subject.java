package kz.negiz.demo.sources.world;

import java.util.List;

/** Somebody who can be asked about: a person or an organisation. */
public sealed interface Subject permits Person, Organisation {

    /** IIN or BIN. */
    String number();

    /** Full name as documents write it. */
    String fullName();

    Address address();

    /** The draws of this subject for one topic; another topic does not disturb them. */
    default Draw draw(String topic) {
        return Draw.of(number(), topic);
    }

    default List<Vehicle> vehicles() {
        return Vehicle.of(this);
    }

    default List<RealEstate> realEstate() {
        return RealEstate.of(this);
    }

    default List<LandPlot> landPlots() {
        return LandPlot.of(this);
    }

    /** A contact number; the exchange 000 belongs to nobody. */
    default String phone() {
        return "+7 700 000 " + draw("phone").digits(2) + " " + draw("phone end").digits(2);
    }
}
