package kz.negiz.demo.pki;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The keys that every demo PKI has. The names are fixed: the demo, its tests and its guide call them by name.
 *
 * @param identity whose numbers the key bears; several keys may belong to one person
 */
record KeyPlan(
        String name,
        String identity,
        Template template,
        Storage storage,
        KeyKind keyKind,
        Condition condition,
        Texts title,
        Texts use) {

    /** What is wrong with a key, if anything. */
    enum Condition {
        GOOD,
        REVOKED,
        EXPIRED,
        FOREIGN
    }

    static final List<KeyPlan> ALL = List.of(
            person(
                    "administrator",
                    new Texts("Оператордың әкімшісі", "Администратор оператора", "Operator's administrator"),
                    new Texts(
                            "Органдар мен пайдаланушыларды тіркейді, бұғаттайды",
                            "Регистрирует органы и пользователей, блокирует",
                            "Registers bodies and users, blocks")),
            person(
                    "administrator2",
                    new Texts(
                            "Оператордың екінші әкімшісі",
                            "Второй администратор оператора",
                            "Second administrator of the operator"),
                    new Texts(
                            "Өз ісі бойынша ешкім шешім қабылдамайды",
                            "Никто не решает по собственной заявке",
                            "Nobody decides on their own account")),
            person(
                    "head",
                    new Texts(
                            "Мемлекеттік кірістер органының бөлімше басшысы",
                            "Руководитель подразделения органа государственных доходов",
                            "Head of a state revenue division"),
                    new Texts(
                            "Ашық тексеру бойынша сұрау салады",
                            "Спрашивает по открытой проверке",
                            "Asks under an open inspection")),
            person(
                    "official",
                    new Texts(
                            "Мемлекеттік кірістер органының уәкілетті тұлғасы",
                            "Ответственное лицо органа государственных доходов",
                            "Official person of the state revenue body"),
                    new Texts(
                            "Қарамағындағылардың сұрауларын тексереді",
                            "Проверяет запросы подчинённых",
                            "Reviews the questions of the subordinates")),
            person(
                            "operative",
                            new Texts("Полицияның жедел уәкілі", "Оперуполномоченный полиции", "Police operative"),
                            new Texts(
                                    "Қылмыстық іс бойынша сұрау салады (ECDSA кілті)",
                                    "Спрашивает по уголовному делу (ключ ECDSA)",
                                    "Asks under a criminal case (an ECDSA key)"))
                    .withKeyKind(KeyKind.EC_P256),
            person(
                    "prosecutor",
                    new Texts("Прокурор", "Прокурор", "Prosecutor"),
                    new Texts(
                            "Журналдың тексерілетін үзіндісін сұратады",
                            "Запрашивает проверяемую выгрузку журнала",
                            "Asks for an export of the log that can be checked")),
            person(
                    "warehouse-officer",
                    new Texts(
                            "Қоймаларды бақылау қызметкері", "Сотрудник контроля складов", "Warehouse control officer"),
                    new Texts(
                            "Қойманың бейнекамерасына рұқсатты ашады",
                            "Раскрывает доступ к видеонаблюдению склада",
                            "Reveals the video access of a warehouse")),
            organisation(
                    "owner",
                    Template.FIRST_HEAD,
                    Storage.PKCS12,
                    new Texts(
                            "Қойма иесінің бірінші басшысы",
                            "Первый руководитель владельца склада",
                            "First head of a warehouse owner"),
                    new Texts(
                            "Қойманың бейнекамерасына рұқсат береді",
                            "Передаёт доступ к видеонаблюдению склада",
                            "Hands over the video access of a warehouse")),
            organisation(
                    "owner-other",
                    Template.RIGHT_TO_SIGN,
                    Storage.KAZTOKEN,
                    new Texts(
                            "Басқа ұйымның қол қоюға құқылы қызметкері",
                            "Сотрудник другой организации с правом подписи",
                            "Employee of another organisation with the right to sign"),
                    new Texts(
                            "Бөтен қоймаға қол жеткізе алмайды",
                            "Не имеет доступа к чужому складу",
                            "Has no way to somebody else's warehouse")),
            person(
                    "other-head",
                    new Texts(
                            "Мемлекеттік кірістер органының басқа бөлімше басшысы",
                            "Руководитель другого подразделения государственных доходов",
                            "Head of another state revenue division"),
                    new Texts(
                            "Бөтен тексеру бойынша сұрай алмайды",
                            "Не может спрашивать по чужой проверке",
                            "May not ask under somebody else's inspection")),
            person(
                            "revoked",
                            new Texts("Кері қайтарылған куәлік", "Отозванный сертификат", "A revoked certificate"),
                            new Texts("Кіруге жол берілмейді", "Во входе отказано", "Login is refused"))
                    .withCondition(Condition.REVOKED),
            person(
                            "expired",
                            new Texts("Мерзімі өткен куәлік", "Просроченный сертификат", "An expired certificate"),
                            new Texts("Кіруге жол берілмейді", "Во входе отказано", "Login is refused"))
                    .withCondition(Condition.EXPIRED),
            person(
                            "foreign",
                            new Texts(
                                    "Аттас бөтен орталықтың куәлігі, басшының ЖСН-ы жазылған",
                                    "Сертификат чужого центра с тем же именем, с ИИН руководителя",
                                    "A certificate of a look-alike authority that bears the head's IIN"),
                            new Texts("Кіруге жол берілмейді", "Во входе отказано", "Login is refused"))
                    .withIdentity("head")
                    .withCondition(Condition.FOREIGN),
            person(
                            "head-auth",
                            new Texts(
                                    "Сол басшының тек кіруге арналған кілті",
                                    "Ключ того же руководителя только для входа",
                                    "The same head's key for login only"),
                            new Texts(
                                    "Кіре алады, қол қоя алмайды",
                                    "Может войти, не может подписать",
                                    "May log in, may not sign"))
                    .withIdentity("head")
                    .withTemplate(Template.OLD_AUTH_INDIVIDUAL),
            person(
                            "head-file",
                            new Texts(
                                    "Сол басшының файлдағы кілті",
                                    "Ключ того же руководителя в файле",
                                    "The same head's key kept in a plain file"),
                            new Texts(
                                    "Қорғалмаған тасымалдағыш: бас тартылады (R150-38)",
                                    "Незащищённый носитель: отказ (R150-38)",
                                    "An unprotected carrier: refused (R150-38)"))
                    .withIdentity("head")
                    .withStorage(Storage.PKCS12),
            person(
                            "head-gost",
                            new Texts(
                                    "Сол бөлімше басшысының ГОСТ кілті",
                                    "Ключ ГОСТ того же руководителя",
                                    "The same head's GOST key"),
                            new Texts(
                                    "Бүгінгі түрдегі кілтпен кіреді және қол қояды",
                                    "Входит и подписывает ключом сегодняшнего вида",
                                    "Logs in and signs with a key of today's kind"))
                    .withIdentity("head")
                    .withKeyKind(KeyKind.GOST_512),
            person(
                            "operative-gost",
                            new Texts(
                                    "Сол жедел уәкілдің ГОСТ кілті",
                                    "Ключ ГОСТ того же оперуполномоченного",
                                    "The same operative's GOST key"),
                            new Texts(
                                    "Қылмыстық іс бойынша ГОСТ кілтімен сұрау салады",
                                    "Спрашивает по уголовному делу ключом ГОСТ",
                                    "Asks under a criminal case with a GOST key"))
                    .withIdentity("operative")
                    .withKeyKind(KeyKind.GOST_512),
            person(
                            "prosecutor-gost",
                            new Texts(
                                    "Сол прокурордың ГОСТ кілті",
                                    "Ключ ГОСТ того же прокурора",
                                    "The same prosecutor's GOST key"),
                            new Texts(
                                    "Үзіндіні ГОСТ кілтімен сұратады",
                                    "Запрашивает выгрузку ключом ГОСТ",
                                    "Asks for an export with a GOST key"))
                    .withIdentity("prosecutor")
                    .withKeyKind(KeyKind.GOST_512),
            person(
                            "revoked-gost",
                            new Texts(
                                    "Кері қайтарылған ГОСТ куәлігі",
                                    "Отозванный сертификат ГОСТ",
                                    "A revoked GOST certificate"),
                            new Texts("Кіруге жол берілмейді", "Во входе отказано", "Login is refused"))
                    .withIdentity("revoked")
                    .withKeyKind(KeyKind.GOST_512)
                    .withCondition(Condition.REVOKED),
            organisation(
                            "owner-gost",
                            Template.FIRST_HEAD,
                            Storage.PKCS12,
                            new Texts(
                                    "Қойма иесінің бірінші басшысының ГОСТ кілті",
                                    "Ключ ГОСТ первого руководителя владельца склада",
                                    "The warehouse owner's GOST key"),
                            new Texts(
                                    "Рұқсатты ГОСТ кілтімен береді",
                                    "Передаёт доступ ключом ГОСТ",
                                    "Hands over the access with a GOST key"))
                    .withIdentity("owner")
                    .withKeyKind(KeyKind.GOST_512),
            organisation(
                    "system",
                    Template.INFORMATION_SYSTEM,
                    Storage.PKCS12,
                    new Texts(
                            "Органның ақпараттық жүйесі",
                            "Информационная система органа",
                            "Information system of a body"),
                    new Texts(
                            "Адамсыз жұмыс істейтін жүйенің кілті",
                            "Ключ системы, работающей без человека",
                            "The key of a system that works without a person")),
            organisation(
                    "platform",
                    Template.INFORMATION_SYSTEM,
                    Storage.PKCS12,
                    new Texts("Осы платформаның өзі", "Сама эта платформа", "This platform itself"),
                    new Texts(
                            "Ақпараттық шлюзге жіберілетін хабарларға қол қояды",
                            "Подписывает сообщения информационному шлюзу",
                            "Signs messages to the integration gateway")),
            organisation(
                    "shep-gateway",
                    Template.INFORMATION_SYSTEM,
                    Storage.PKCS12,
                    new Texts(
                            "Ұлттық ақпараттық шлюздің орнын басушы",
                            "Имитация национального информационного шлюза",
                            "Stand-in of the national integration gateway"),
                    new Texts(
                            "Дереккөздердің жауаптарына қол қояды",
                            "Подписывает ответы источников",
                            "Signs the answers of sources")),
            organisation(
                    "source-owner",
                    Template.INFORMATION_SYSTEM,
                    Storage.PKCS12,
                    new Texts(
                            "Дерекқор иесінің орнын басушы",
                            "Имитация владельца базы данных",
                            "Stand-in of a database's owner"),
                    new Texts(
                            "Өз жауаптарына ішінен қол қояды",
                            "Подписывает свои ответы изнутри",
                            "Signs its answers from inside")));

    private static final Duration YEAR = Duration.ofDays(366);

    private static KeyPlan person(String name, Texts title, Texts use) {
        return new KeyPlan(
                name, name, Template.INDIVIDUAL, Storage.KAZTOKEN, KeyKind.RSA_2048, Condition.GOOD, title, use);
    }

    private static KeyPlan organisation(String name, Template template, Storage storage, Texts title, Texts use) {
        return new KeyPlan(name, name, template, storage, KeyKind.RSA_2048, Condition.GOOD, title, use);
    }

    private KeyPlan withKeyKind(KeyKind value) {
        return new KeyPlan(name, identity, template, storage, value, condition, title, use);
    }

    private KeyPlan withIdentity(String value) {
        return new KeyPlan(name, value, template, storage, keyKind, condition, title, use);
    }

    private KeyPlan withTemplate(Template value) {
        return new KeyPlan(name, identity, value, storage, keyKind, condition, title, use);
    }

    private KeyPlan withStorage(Storage value) {
        return new KeyPlan(name, identity, template, value, keyKind, condition, title, use);
    }

    private KeyPlan withCondition(Condition value) {
        return new KeyPlan(name, identity, template, storage, keyKind, value, title, use);
    }

    Holder holder() {
        return switch (template) {
            case INDIVIDUAL, OLD_AUTH_INDIVIDUAL, OLD_SIGN_INDIVIDUAL -> Holder.PERSON;
            case FIRST_HEAD, RIGHT_TO_SIGN, EMPLOYEE, TREASURY -> Holder.ORGANISATION;
            case INFORMATION_SYSTEM, TIME_STAMPING, OCSP_SIGNING -> Holder.SYSTEM;
        };
    }

    String iin() {
        return holder() == Holder.SYSTEM ? "" : SyntheticNumbers.iin(identity);
    }

    String bin() {
        return holder() == Holder.PERSON ? "" : SyntheticNumbers.bin(identity);
    }

    LeafSpec leaf(Instant now) {
        Instant notBefore = condition == Condition.EXPIRED ? now.minus(YEAR.multipliedBy(2)) : now.minusSeconds(3600);
        String given = identity.toUpperCase(Locale.ROOT);
        LeafSpec spec = switch (holder()) {
            case PERSON -> LeafSpec.person("ДЕМОҰЛЫ", given, iin(), notBefore);
            case ORGANISATION ->
                LeafSpec.organisation("ДЕМОҰЛЫ", given, iin(), "ЖШС \"Демо қойма, " + given + "\"", bin(), notBefore);
            case SYSTEM ->
                LeafSpec.system("Демо жүйе \"" + given + "\"", "2.999.1", "\"Демо орган\" ММ", bin(), notBefore);
        };
        return spec.withTemplate(template).withStorage(storage);
    }

    /** Issued by the GOST branch. */
    boolean isGost() {
        return keyKind.isGost();
    }

    KeyKind keyKind(Branch branch) {
        return isGost() || branch == Branch.RSA ? keyKind : KeyKind.EC_P256;
    }

    /** Whether a stored certificate still shows what the key is meant to show. */
    boolean isStillGood(X509Certificate certificate, Instant now) {
        return condition == Condition.EXPIRED
                || certificate.getNotAfter().toInstant().isAfter(now.plus(Duration.ofDays(1)));
    }

    DemoKey key(Path file, X509Certificate certificate) {
        return new DemoKey(name, file, iin(), bin(), holder(), template, storage, certificate, title, use);
    }
}
