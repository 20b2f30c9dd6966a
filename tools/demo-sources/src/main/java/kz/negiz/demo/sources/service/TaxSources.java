package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kz.negiz.demo.sources.register.Inspection;
import kz.negiz.demo.sources.register.InspectionRegister;
import kz.negiz.demo.sources.world.Activity;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Snapshot;
import kz.negiz.demo.sources.world.Subject;
import kz.negiz.demo.sources.world.Trade;
import org.jspecify.annotations.Nullable;

/** Taxes, customs, and the declarations of those who make or sell alcohol and fuel. */
final class TaxSources {

    private static final List<String> BUDGET_CODES = List.of("101201", "103101", "104102", "105101", "101111");

    static List<Source> all(InspectionRegister inspections) {
        return List.of(
                Source.ofBoth(35, "TAXPAYERS", TaxpayerAnswer.class, TaxSources::taxpayer),
                Source.ofBoth(36, "TAX_DEBT", TaxDebtAnswer.class, TaxSources::taxDebt),
                Source.ofOrganisations(
                        37,
                        "CROSS_CHECK_INSPECTIONS",
                        CrossCheckAnswer.class,
                        organisation -> new CrossCheckAnswer(crossChecks(organisation, inspections))),
                Source.ofBoth(38, "VAT_PAYERS", VatAnswer.class, TaxSources::vat),
                Source.ofBoth(
                        39, "TAX_REPORTING", ReportingAnswer.class, subject -> new ReportingAnswer(taxForms(subject))),
                Source.ofOrganisations(40, "COUNTERPARTIES", CounterpartiesAnswer.class, TaxSources::counterparties),
                Source.ofBoth(43, "FOREIGN_TRADE_PARTICIPANTS", ForeignTradeAnswer.class, TaxSources::foreignTrade),
                Source.ofPersons(
                        44,
                        "PASSENGER_CUSTOMS_DECLARATIONS",
                        PassengerAnswer.class,
                        person -> new PassengerAnswer(passengerDeclarations(person))),
                Source.ofBoth(51, "BUDGET_RECEIPTS", ReceiptsAnswer.class, TaxSources::receipts),
                excise(
                        68,
                        "ETHYL_ALCOHOL_WINE_MATERIAL_DECLARATIONS",
                        List.of("этил спирті", "шарап материалы"),
                        "дал"),
                excise(69, "ALCOHOL_PRODUCTION_TURNOVER_DECLARATIONS", List.of("арақ", "коньяк", "сыра"), "литр"),
                excise(70, "ALCOHOL_TURNOVER_DECLARATIONS", List.of("арақ", "шарап", "сыра"), "литр"),
                excise(71, "OIL_PRODUCTS_DECLARATIONS_V2", List.of("АИ-92", "АИ-95", "дизель отыны"), "тонна"),
                excise(72, "OIL_PRODUCTS_DECLARATIONS_V3", List.of("мазут", "авиакеросин", "битум"), "тонна"));
    }

    record TaxpayerAnswer(
            Party taxpayer,
            String taxAuthority,
            LocalDate registeredOn,
            String status,
            String regime,
            @Nullable Activity activity,
            @Nullable Party director,
            List<Account> bankAccounts,
            List<CashRegister> cashRegisters) {}

    record Account(String iban, String bank, LocalDate openedOn) {}

    record CashRegister(String registrationNumber, String model, String installedAt, LocalDate registeredOn) {}

    private static TaxpayerAnswer taxpayer(Subject subject) {
        String authority = subject.address().locality() + " бойынша МКБ";
        LocalDate opened = Entries.recent(subject.draw("account opened"), 8);
        return switch (subject) {
            case Person person ->
                new TaxpayerAnswer(
                        Party.of(person),
                        authority,
                        LocalDate.of(2013, 1, 1),
                        "ACTIVE",
                        "NATURAL_PERSON",
                        null,
                        null,
                        List.of(new Account(
                                "KZ" + person.draw("account").digits(2) + "DEMO" + "0".repeat(4)
                                        + person.draw("account end").digits(8),
                                "DEMO БАНК АҚ",
                                opened)),
                        List.of());
            case Organisation organisation ->
                new TaxpayerAnswer(
                        Party.of(organisation),
                        organisation.place().taxAuthority() + " — " + authority,
                        organisation.registeredOn(),
                        BusinessSources.status(organisation),
                        organisation.draw("regime").chance(60) ? "GENERAL" : "SIMPLIFIED",
                        organisation.activity(),
                        organisation.director().map(Party::of).orElse(null),
                        List.of(new Account(organisation.bankAccount(), "DEMO БАНК АҚ", opened)),
                        Entries.of(
                                organisation,
                                "cash registers",
                                0,
                                2,
                                draw -> new CashRegister(
                                        "6007" + draw.digits(8).substring(0, 6),
                                        "DEMO-ФБП " + draw.between(1, 9),
                                        organisation.address().line(),
                                        Entries.recent(draw, 5))));
        };
    }

    record TaxDebtAnswer(boolean indebted, long total, List<TaxDebt> debts, LocalDate asOf) {}

    record TaxDebt(String taxAuthority, String budgetCode, long principal, long penalty, long fine, LocalDate since) {}

    private static TaxDebtAnswer taxDebt(Subject subject) {
        List<TaxDebt> debts = Entries.of(
                subject,
                "tax debt",
                0,
                2,
                draw -> new TaxDebt(
                        subject.address().locality() + " бойынша МКБ",
                        draw.pick(BUDGET_CODES),
                        draw.tenge(2_000, 4_000_000),
                        draw.tenge(100, 200_000),
                        draw.chance(30) ? draw.tenge(15_000, 300_000) : 0,
                        Entries.recent(draw, 2)));
        return new TaxDebtAnswer(
                !debts.isEmpty(),
                debts.stream()
                        .mapToLong(debt -> debt.principal() + debt.penalty() + debt.fine())
                        .sum(),
                debts,
                Snapshot.DAY);
    }

    record CrossCheckAnswer(List<CrossCheck> crossChecks) {}

    record CrossCheck(
            String number,
            String mainInspection,
            Party partner,
            LocalDate openedOn,
            LocalDate closedOn,
            String period,
            boolean confirmed,
            long difference) {}

    private static List<CrossCheck> crossChecks(Organisation organisation, InspectionRegister inspections) {
        return inspections.inspectionsOf(organisation).stream()
                .filter(inspection -> inspection.kind() == Inspection.Kind.TAX)
                .flatMap(inspection -> organisation.trades().stream().map(trade -> {
                    Draw draw = Draw.of(
                            "cross-check", inspection.number(), trade.partner().number());
                    boolean confirmed = draw.chance(70);
                    return new CrossCheck(
                            "ҚТ-" + draw.digits(6),
                            inspection.number(),
                            Party.of(trade.partner()),
                            inspection.openedOn().plusDays(5),
                            inspection.openedOn().plusDays(25),
                            "2024",
                            confirmed,
                            confirmed ? 0 : draw.tenge(100_000, 9_000_000));
                }))
                .toList();
    }

    record VatAnswer(
            boolean registered,
            @Nullable String certificateNumber,
            @Nullable LocalDate registeredOn,
            @Nullable LocalDate removedOn,
            @Nullable String removalGround,
            List<VatPeriod> periods) {}

    record VatPeriod(String period, long turnover, long charged, long credited) {}

    private static VatAnswer vat(Subject subject) {
        if (subject instanceof Person || subject.draw("vat").chance(25)) {
            return new VatAnswer(false, null, null, null, null, List.of());
        }
        Draw draw = subject.draw("vat entry");
        LocalDate registered = Entries.recent(draw, 8);
        return new VatAnswer(
                true,
                "60007 № " + draw.digits(7),
                registered,
                null,
                null,
                Entries.of(subject, "vat periods", 2, 4, period -> {
                    long turnover = period.tenge(4_000_000, 260_000_000);
                    return new VatPeriod(
                            period.between(2023, 2026) + "-" + period.between(1, 4),
                            turnover,
                            turnover / 100 * 12,
                            turnover / 100 * period.between(5, 12));
                }));
    }

    record ReportingAnswer(List<TaxForm> forms) {}

    record TaxForm(
            String form,
            String period,
            String registrationNumber,
            LocalDate acceptedOn,
            String kind,
            long income,
            long taxDue) {}

    private static List<TaxForm> taxForms(Subject subject) {
        List<String> forms =
                subject instanceof Person ? List.of("240.00", "270.00") : List.of("100.00", "300.00", "200.00");
        return Entries.of(subject, "tax forms", 2, 4, draw -> {
            long income =
                    subject instanceof Person ? draw.tenge(800_000, 9_000_000) : draw.tenge(9_000_000, 700_000_000);
            return new TaxForm(
                    draw.pick(forms),
                    String.valueOf(draw.between(2023, 2025)),
                    draw.digits(7) + "-" + draw.digits(4),
                    Entries.recent(draw, 3),
                    draw.chance(85) ? "REGULAR" : "ADDITIONAL",
                    income,
                    income / 10);
        });
    }

    record CounterpartiesAnswer(List<Counterparty> counterparties, int total) {}

    record Counterparty(
            Trade.Side side,
            String bin,
            String name,
            String status,
            String goods,
            int invoices,
            long turnover,
            LocalDate lastInvoiceOn) {}

    private static CounterpartiesAnswer counterparties(Organisation organisation) {
        List<Counterparty> counterparties = organisation.trades().stream()
                .map(trade -> {
                    Trades.Waybill waybill = Trades.waybill(organisation, trade);
                    return new Counterparty(
                            trade.side(),
                            trade.partner().number(),
                            trade.partner().fullName(),
                            BusinessSources.status(trade.partner()),
                            waybill.goods(),
                            waybill.invoices(),
                            waybill.turnover(),
                            waybill.sentOn());
                })
                .toList();
        return new CounterpartiesAnswer(counterparties, counterparties.size());
    }

    record ForeignTradeAnswer(boolean participant, List<GoodsDeclaration> declarations) {}

    record GoodsDeclaration(
            String number,
            LocalDate releasedOn,
            String procedure,
            String customsPost,
            String country,
            String goodsCode,
            String goods,
            double netTonnes,
            long statisticalValueUsd) {}

    private static ForeignTradeAnswer foreignTrade(Subject subject) {
        List<GoodsDeclaration> declarations = subject instanceof Person
                ? List.of()
                : Entries.of(
                        subject,
                        "goods declarations",
                        0,
                        4,
                        draw -> new GoodsDeclaration(
                                "5507" + draw.digits(1) + "/" + draw.digits(6) + "/" + draw.digits(7),
                                Entries.recent(draw, 3),
                                draw.pick(List.of("IMPORT_40", "EXPORT_10", "TRANSIT_80")),
                                draw.pick(List.of("Қорғас", "Достық", "Алматы-Орталық", "Ақтау порты")),
                                draw.pick(List.of("CHN", "UZB", "TUR", "DEU", "RUS")),
                                draw.digits(10),
                                draw.pick(List.of("жабдық", "бидай", "мыс катодтары", "тоқыма")),
                                draw.between(5, 4_000) / 10.0,
                                draw.between(4, 900) * 1_000L));
        return new ForeignTradeAnswer(!declarations.isEmpty(), declarations);
    }

    record PassengerAnswer(List<PassengerDeclaration> declarations) {}

    record PassengerDeclaration(
            String number,
            LocalDate declaredOn,
            String checkpoint,
            String direction,
            String country,
            List<DeclaredItem> items,
            long cashUsd) {}

    record DeclaredItem(String description, double quantity, long valueUsd) {}

    private static List<PassengerDeclaration> passengerDeclarations(Person person) {
        return Entries.of(
                person,
                "passenger declarations",
                0,
                2,
                draw -> new PassengerDeclaration(
                        "ПТД-" + draw.digits(8),
                        Entries.recent(draw, 3),
                        draw.pick(List.of("Алматы әуежайы", "Астана әуежайы", "Қорғас")),
                        draw.chance(50) ? "ENTRY" : "EXIT",
                        draw.pick(List.of("TUR", "ARE", "CHN", "KOR")),
                        List.of(new DeclaredItem(
                                draw.pick(List.of("зергерлік бұйым", "ноутбук", "тері бұйымы")),
                                draw.between(1, 3),
                                draw.between(2, 60) * 100L)),
                        draw.chance(50) ? draw.between(10, 40) * 1_000L : 0));
    }

    record ReceiptsAnswer(List<Receipt> receipts, long total) {}

    record Receipt(
            LocalDate receivedOn,
            String budgetCode,
            String taxAuthority,
            String paymentOrder,
            long amount,
            String kind) {}

    private static ReceiptsAnswer receipts(Subject subject) {
        List<Receipt> receipts = Entries.of(
                subject,
                "receipts",
                2,
                6,
                draw -> new Receipt(
                        Entries.recent(draw, 2),
                        draw.pick(BUDGET_CODES),
                        subject.address().locality() + " бойынша МКБ",
                        draw.digits(6),
                        draw.tenge(1_500, subject instanceof Person ? 300_000 : 30_000_000),
                        draw.chance(90) ? "TAX" : "PENALTY"));
        return new ReceiptsAnswer(
                receipts, receipts.stream().mapToLong(Receipt::amount).sum());
    }

    record ExciseAnswer(List<ExciseDeclaration> declarations) {}

    record ExciseDeclaration(
            String registrationNumber,
            String period,
            LocalDate submittedOn,
            String product,
            String unit,
            double openingStock,
            double produced,
            double received,
            double shipped,
            double closingStock,
            String storedAt) {}

    private static Source excise(int number, String code, List<String> products, String unit) {
        return Source.ofOrganisations(
                number,
                code,
                ExciseAnswer.class,
                organisation -> new ExciseAnswer(Entries.of(organisation, code, 1, 3, draw -> {
                    int opening = draw.below(40_000);
                    int produced = draw.below(90_000);
                    int received = draw.below(30_000);
                    int shipped = draw.below(opening + produced + received + 1);
                    return new ExciseDeclaration(
                            draw.digits(9),
                            draw.between(2024, 2026) + "-" + String.format(Locale.ROOT, "%02d", draw.between(1, 12)),
                            Entries.recent(draw, 2),
                            draw.pick(products),
                            unit,
                            opening / 10.0,
                            produced / 10.0,
                            received / 10.0,
                            shipped / 10.0,
                            (opening + produced + received - shipped) / 10.0,
                            organisation.address().line());
                })));
    }

    private TaxSources() {}
}
