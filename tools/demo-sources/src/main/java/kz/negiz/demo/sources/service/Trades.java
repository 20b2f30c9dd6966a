package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.util.List;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Trade;

/** Goods between two organisations, the same whichever of the two is asked about. */
final class Trades {

    /** Goods sent by one organisation to another. */
    record Waybill(
            String number,
            Organisation seller,
            Organisation buyer,
            LocalDate sentOn,
            String goods,
            double tonnes,
            long turnover,
            int invoices) {}

    static Waybill waybill(Organisation asked, Trade trade) {
        boolean sells = trade.side() == Trade.Side.BUYER;
        Organisation seller = sells ? asked : trade.partner();
        Organisation buyer = sells ? trade.partner() : asked;
        Draw draw = Draw.of("trade", seller.number(), buyer.number());
        return new Waybill(
                "Т" + draw.digits(7),
                seller,
                buyer,
                Entries.recent(draw, 1),
                draw.pick(List.of("бидай", "дизель отыны", "цемент", "металл прокаты", "жабдық", "тұрмыстық химия")),
                draw.between(50, 6_800) / 10.0,
                draw.tenge(900_000, 480_000_000),
                draw.between(1, 60));
    }

    private Trades() {}
}
