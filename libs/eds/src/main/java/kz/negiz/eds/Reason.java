package kz.negiz.eds;

import java.util.Optional;

/**
 * Why a signature, a certificate or its revocation does not stand: what is wrong, and what the person can do about it.
 *
 * <p>The codes are stable: they are stored with refusals and read by machines.
 */
public enum Reason {
    // Form
    TOO_LARGE(
            "Қолтаңба тым үлкен. Кішірек құжатқа қол қойыңыз.",
            "Подпись слишком велика. Подпишите документ меньшего размера.",
            "The signature is too large. Sign a smaller document."),
    MALFORMED(
            "Бұл CMS қолтаңбасы емес немесе ол бүлінген. Қайта қол қойыңыз.",
            "Это не подпись CMS, или она повреждена. Подпишите ещё раз.",
            "This is no CMS signature, or it is damaged. Sign again."),
    NOT_SIGNED_DATA(
            "CMS хабарламасында қол қойылған деректер жоқ. NCALayer арқылы қайта қол қойыңыз.",
            "Сообщение CMS не содержит подписанных данных. Подпишите ещё раз через NCALayer.",
            "The CMS message holds no signed data. Sign again with NCALayer."),
    CONTENT_TYPE_UNEXPECTED(
            "Қол қойылған мазмұнның түрі басқа. NCALayer арқылы қайта қол қойыңыз.",
            "Подписано содержимое другого вида. Подпишите ещё раз через NCALayer.",
            "Content of another type was signed. Sign again with NCALayer."),
    TRAILING_BYTES(
            "Қолтаңбадан кейін артық деректер бар. Қайта қол қойыңыз.",
            "После подписи следуют лишние данные. Подпишите ещё раз.",
            "Something follows the signature. Sign again."),
    XML_MALFORMED(
            "Бұл XML құжаты емес, ол бүлінген немесе рұқсат етілмеген түрде (DOCTYPE, тым терең). Құжатты тексеріп, қайта қол қойыңыз.",
            "Это не документ XML, он повреждён или недопустимого вида (DOCTYPE, слишком глубокий). Проверьте документ и подпишите ещё раз.",
            "This is no XML document, or it is damaged or of a kind not allowed (DOCTYPE, too deep). Check it and sign again."),
    XML_SIGNATURE_FORM(
            "XML қолтаңбасы бүкіл құжатты қамтымайды немесе басқа түрде. NCALayer арқылы қайта қол қойыңыз.",
            "Подпись XML охватывает не весь документ или имеет иной вид. Подпишите ещё раз через NCALayer.",
            "The XML signature does not cover the whole document, or has another form. Sign again with NCALayer."),
    // Signer
    NO_SIGNER(
            "Құжатқа ешкім қол қоймаған. Қол қойыңыз.",
            "Документ никем не подписан. Подпишите его.",
            "Nobody has signed. Sign the document."),
    SEVERAL_SIGNERS(
            "Бірнеше қолтаңба қойылған. Құжатқа бір ғана кілтпен қол қойыңыз.",
            "Подписей несколько. Подпишите документ одним ключом.",
            "There are several signatures. Sign with one key only."),
    SIGNER_CERTIFICATE_MISSING(
            "Қолтаңбада қол қоюшының куәлігі жоқ. NCALayer арқылы қайта қол қойыңыз.",
            "В подписи нет сертификата подписавшего. Подпишите ещё раз через NCALayer.",
            "The signature does not carry the signer's certificate. Sign again with NCALayer."),
    SIGNER_CERTIFICATE_AMBIGUOUS(
            "Қол қоюшының куәлігі бірнеше рет кездеседі. NCALayer арқылы қайта қол қойыңыз.",
            "Сертификат подписавшего встречается несколько раз. Подпишите ещё раз через NCALayer.",
            "The signer's certificate is there more than once. Sign again with NCALayer."),
    // Signed attributes and content
    SIGNED_ATTRIBUTES_MISSING(
            "Қолтаңбада қол қойылған атрибуттар жоқ. NCALayer арқылы қайта қол қойыңыз.",
            "В подписи нет подписанных атрибутов. Подпишите ещё раз через NCALayer.",
            "The signature has no signed attributes. Sign again with NCALayer."),
    SIGNED_ATTRIBUTES_MALFORMED(
            "Қол қойылған атрибуттар бүлінген. NCALayer арқылы қайта қол қойыңыз.",
            "Подписанные атрибуты повреждены. Подпишите ещё раз через NCALayer.",
            "The signed attributes are damaged. Sign again with NCALayer."),
    SIGNING_CERTIFICATE_DIFFERS(
            "Қолтаңба басқа куәлікті атайды. Қайта қол қойыңыз.",
            "Подпись называет другой сертификат. Подпишите ещё раз.",
            "The signature names another certificate. Sign again."),
    CONTENT_DIFFERS(
            "Берілген құжаттан басқа мазмұнға қол қойылған. Бетті жаңартып, қайта қол қойыңыз.",
            "Подписано не то, что было предложено подписать. Обновите страницу и подпишите ещё раз.",
            "Something else was signed than what was to be signed. Reload the page and sign again.",
            "R41-2b"),
    // Algorithms and signature value
    ALGORITHM_NOT_ACCEPTED(
            "Қолтаңбаның алгоритмі қабылданбайды. ҰКО-ның қазіргі кілтін пайдаланыңыз.",
            "Алгоритм подписи не принимается. Используйте действующий ключ НУЦ.",
            "The signature algorithm is not accepted. Use a current key of the national authority."),
    KEY_NOT_ACCEPTED(
            "Кілттің түрі немесе ұзындығы қабылданбайды. ҰКО-ның қазіргі кілтін пайдаланыңыз.",
            "Вид или длина ключа не принимаются. Используйте действующий ключ НУЦ.",
            "The kind or the length of the key is not accepted. Use a current key of the national authority."),
    SIGNATURE_WRONG(
            "Қолтаңба дұрыс емес: құжат немесе қолтаңба өзгертілген. Қайта қол қойыңыз.",
            "Подпись неверна: документ или подпись изменены. Подпишите ещё раз.",
            "The signature is wrong: document or signature were changed. Sign again.",
            "R41-2b"),
    // Path
    ISSUER_NOT_TRUSTED(
            "Куәлікті сенімді орталық бермеген. ҰКО берген кілтті пайдаланыңыз.",
            "Сертификат выдан не доверенным центром. Используйте ключ, выданный НУЦ.",
            "The certificate was not issued by a trusted authority. Use a key of the national authority.",
            "R41-2b"),
    ISSUER_NOT_GENUINE(
            "Куәлік сенімді орталықтың атын атайды, бірақ оған сол орталық қол қоймаған. ҰКО берген кілтті пайдаланыңыз.",
            "Сертификат называет доверенный центр, но подписан не им. Используйте ключ, выданный НУЦ.",
            "The certificate names a trusted authority that did not sign it. Use a key of the national authority.",
            "R41-2b"),
    ISSUER_IS_NO_AUTHORITY(
            "Куәлікті оған құқығы жоқ кілт иесі берген. ҰКО берген кілтті пайдаланыңыз.",
            "Сертификат выдан тем, кто не вправе выдавать сертификаты. Используйте ключ, выданный НУЦ.",
            "The certificate was issued by a key without the right to issue. Use a key of the national authority.",
            "R41-2b"),
    PATH_TOO_LONG(
            "Куәліктер тізбегі рұқсат етілгеннен ұзын. ҰКО берген кілтті пайдаланыңыз.",
            "Цепочка сертификатов длиннее допустимой. Используйте ключ, выданный НУЦ.",
            "The certificate path is longer than allowed. Use a key of the national authority.",
            "R41-2b"),
    PATH_ALGORITHM_NOT_ACCEPTED(
            "Куәлікке әлсіз немесе белгісіз алгоритммен қол қойылған. ҰКО-ның қазіргі кілтін алыңыз.",
            "Сертификат подписан слабым или неизвестным алгоритмом. Получите действующий ключ НУЦ.",
            "The certificate was signed with a weak or unknown algorithm. Obtain a current key.",
            "R41-2b"),
    PATH_INVALID(
            "Куәліктер тізбегі дұрыс емес. ҰКО берген кілтті пайдаланыңыз.",
            "Цепочка сертификатов неверна. Используйте ключ, выданный НУЦ.",
            "The certificate path is wrong. Use a key of the national authority.",
            "R41-2b"),
    CRITICAL_EXTENSION_UNKNOWN(
            "Куәлікте белгісіз міндетті кеңейтім бар. ҰКО берген кілтті пайдаланыңыз.",
            "В сертификате неизвестное обязательное расширение. Используйте ключ, выданный НУЦ.",
            "The certificate has an unknown critical extension. Use a key of the national authority."),
    CERTIFICATE_EXPIRED(
            "Куәліктің мерзімі өткен. ҰКО-дан жаңа кілт алыңыз.",
            "Срок действия сертификата истёк. Получите в НУЦ новый ключ.",
            "The certificate has expired. Obtain a new key from the national authority.",
            "R41-2b"),
    CERTIFICATE_NOT_YET_VALID(
            "Куәліктің мерзімі әлі басталған жоқ. Басталған соң қайталаңыз.",
            "Срок действия сертификата ещё не наступил. Повторите, когда он наступит.",
            "The certificate is not valid yet. Try again when it is.",
            "R41-2b"),
    AUTHORITY_NOT_VALID(
            "Куәлік берген орталықтың өз куәлігі жарамсыз. ҰКО-дан жаңа кілт алыңыз.",
            "Сертификат самого удостоверяющего центра не действует. Получите в НУЦ новый ключ.",
            "The issuing authority's own certificate is not valid. Obtain a new key.",
            "R41-2b"),
    // The leaf
    CERTIFICATE_IS_AUTHORITY(
            "Бұл куәландырушы орталықтың куәлігі. Өз кілтіңізбен қол қойыңыз.",
            "Это сертификат удостоверяющего центра. Подпишите собственным ключом.",
            "This is the certificate of an authority. Sign with your own key."),
    KEY_NOT_FOR_LOGIN(
            "Бұл кілтпен жүйеге кіруге болмайды. Қол қою немесе аутентификация кілтін таңдаңыз.",
            "Этот ключ не предназначен для входа. Выберите ключ подписи или аутентификации.",
            "This key is not for logging in. Choose a key for signing or for authentication."),
    KEY_NOT_FOR_SIGNING(
            "Бұл кілтпен құжатқа қол қоюға болмайды. Қол қою кілтін таңдаңыз.",
            "Этот ключ не предназначен для подписания. Выберите ключ подписи.",
            "This key is not for signing documents. Choose a key for signing."),
    SPECIAL_PURPOSE_CERTIFICATE(
            "Бұл кілт басқа жүйеге ғана арналған (қазынашылық, нотариат). Жеке немесе ұйымның кілтін таңдаңыз.",
            "Этот ключ предназначен только для другой системы (казначейство, нотариат). Выберите личный ключ или ключ организации.",
            "This key is for another system only (treasury, notaries). Choose your own or your organisation's key."),
    HOLDER_KIND_UNCLEAR(
            "Куәліктен иесінің кім екені (жеке тұлға, ұйым, жүйе) анық емес. ҰКО берген кілтті пайдаланыңыз.",
            "По сертификату не ясно, кто владелец: лицо, организация или система. Используйте ключ, выданный НУЦ.",
            "The certificate does not tell whether a person, an organisation or a system holds it. Use a key of the"
                    + " national authority."),
    POLICY_NOT_ACCEPTED(
            "Куәлік басқа ережелермен берілген. ҰКО берген кілтті пайдаланыңыз.",
            "Сертификат выдан по другим правилам. Используйте ключ, выданный НУЦ.",
            "The certificate was issued under another policy. Use a key of the national authority."),
    KEY_STORAGE_NOT_PERMITTED(
            "Кілт файлда немесе белгісіз жерде сақталған. Қорғалған тасымалдағыштағы (токен, жеке куәлік) кілтті пайдаланыңыз.",
            "Ключ хранится в файле или неизвестно где. Используйте ключ на защищённом носителе (токен, удостоверение).",
            "The key is kept in a file or at an unknown place. Use a key on a protected carrier (token, identity card).",
            "R150-38"),
    // Revocation
    CERTIFICATE_REVOKED(
            "Куәлік кері қайтарылған. ҰКО-дан жаңа кілт алыңыз.",
            "Сертификат отозван. Получите в НУЦ новый ключ.",
            "The certificate has been revoked. Obtain a new key from the national authority.",
            "R41-2b"),
    AUTHORITY_REVOKED(
            "Куәлік берген орталықтың куәлігі кері қайтарылған. ҰКО-дан жаңа кілт алыңыз.",
            "Сертификат удостоверяющего центра отозван. Получите в НУЦ новый ключ.",
            "The issuing authority's certificate has been revoked. Obtain a new key.",
            "R41-2b"),
    REVOCATION_LIST_MISSING(
            true,
            "Кері қайтарылған куәліктердің тізімі жоқ, сондықтан куәлікті тексеру мүмкін емес. Кейінірек қайталаңыз.",
            "Нет списка отозванных сертификатов, поэтому проверить сертификат нельзя. Повторите позже.",
            "There is no revocation list, so the certificate cannot be checked. Try again later."),
    REVOCATION_LIST_STALE(
            true,
            "Кері қайтарылған куәліктердің тізімі ескірген, сондықтан куәлікті тексеру мүмкін емес. Кейінірек қайталаңыз.",
            "Список отозванных сертификатов устарел, поэтому проверить сертификат нельзя. Повторите позже.",
            "The revocation list is out of date, so the certificate cannot be checked. Try again later."),
    REVOCATION_LIST_NOT_GENUINE(
            true,
            "Кері қайтарылған куәліктердің тізіміне сенуге болмайды: қолтаңбасы дұрыс емес. Операторға хабарлаңыз.",
            "Списку отозванных сертификатов нельзя доверять: его подпись неверна. Сообщите оператору.",
            "The revocation list cannot be relied on: its signature is wrong. Tell the operator."),
    REVOCATION_LIST_UNSUPPORTED(
            true,
            "Кері қайтарылған куәліктер тізімінің түрі белгісіз. Операторға хабарлаңыз.",
            "Список отозванных сертификатов неизвестного вида. Сообщите оператору.",
            "The revocation list is of an unknown kind. Tell the operator."),
    OCSP_REFUSED(
            true,
            "Куәліктің күйін айтатын қызмет түсінікті жауап бермеді, сондықтан куәлікті тексеру мүмкін емес. Кейінірек қайталаңыз.",
            "Служба статуса сертификатов не дала внятного ответа, поэтому проверить сертификат нельзя. Повторите позже.",
            "The certificate status service gave no clear answer, so the certificate cannot be checked. Try again later."),
    OCSP_NOT_GENUINE(
            true,
            "Куәліктің күйі туралы жауапқа сенуге болмайды: оны құқығы бар қызмет бермеген. Операторға хабарлаңыз.",
            "Ответу о статусе сертификата нельзя доверять: его дала не уполномоченная служба. Сообщите оператору.",
            "The answer on the certificate's status cannot be relied on: no entitled service gave it. Tell the operator."),
    OCSP_OTHER_CERTIFICATE(
            true,
            "Куәліктің күйі туралы жауап басқа куәлікке қатысты. Кейінірек қайталаңыз.",
            "Ответ о статусе относится к другому сертификату. Повторите позже.",
            "The answer on the status is about another certificate. Try again later."),
    OCSP_NONCE_DIFFERS(
            true,
            "Куәліктің күйі туралы жауап осы сұрауға берілмеген. Кейінірек қайталаңыз.",
            "Ответ о статусе сертификата дан не на этот запрос. Повторите позже.",
            "The answer on the certificate's status was not given to this question. Try again later."),
    OCSP_STALE(
            true,
            "Куәліктің күйі туралы жауап ескірген. Кейінірек қайталаңыз.",
            "Ответ о статусе сертификата устарел. Повторите позже.",
            "The answer on the certificate's status is out of date. Try again later."),
    OCSP_STATUS_UNKNOWN(
            true,
            "Куәліктің күйін айтатын қызмет бұл куәлікті білмейді. ҰКО-ға жүгініңіз.",
            "Служба статуса не знает этого сертификата. Обратитесь в НУЦ.",
            "The status service does not know this certificate. Ask the national authority."),
    // Time
    SIGNING_TIME_MISSING(
            "Қолтаңбада қол қойылған уақыт жоқ. NCALayer арқылы қайта қол қойыңыз.",
            "В подписи нет времени подписания. Подпишите ещё раз через NCALayer.",
            "The signature does not tell when it was made. Sign again with NCALayer."),
    SIGNING_TIME_OFF(
            "Қол қойылған уақыт қазіргі уақыттан алшақ. Компьютердің сағаты мен уақыт белдеуін (UTC+5) түзетіп, қайта қол қойыңыз.",
            "Время подписания далеко от текущего. Поправьте часы и часовой пояс компьютера (UTC+5) и подпишите ещё раз.",
            "The signing time is far from the current time. Set the computer's clock and time zone (UTC+5) right and sign"
                    + " again."),
    // Time stamps
    TIME_STAMP_MISSING(
            "Қолтаңбада уақыт белгісі жоқ. Уақыт белгісімен қайта қол қойыңыз.",
            "В подписи нет метки времени. Подпишите ещё раз с меткой времени.",
            "The signature carries no time stamp. Sign again with a time stamp."),
    TIME_STAMP_REFUSED(
            "Уақыт белгісі қызметі белгі бермеді. Кейінірек қайталаңыз.",
            "Служба меток времени не выдала метку. Повторите позже.",
            "The time-stamping service gave no stamp. Try again later."),
    TIME_STAMP_MALFORMED(
            "Уақыт белгісі бүлінген. Жаңа белгі алыңыз.",
            "Метка времени повреждена. Получите новую метку.",
            "The time stamp is damaged. Obtain another one."),
    TIME_STAMP_NOT_GENUINE(
            "Уақыт белгісінің қолтаңбасы дұрыс емес. Жаңа белгі алыңыз.",
            "Подпись метки времени неверна. Получите новую метку.",
            "The time stamp's own signature is wrong. Obtain another one."),
    TIME_STAMP_IMPRINT_DIFFERS(
            "Уақыт белгісі басқа деректерге берілген. Осы құжатқа белгі алыңыз.",
            "Метка времени выдана на другие данные. Получите метку для этого документа.",
            "The time stamp was given for something else. Obtain one for this document."),
    TIME_STAMP_POLICY_NOT_ACCEPTED(
            "Уақыт белгісі басқа ережелермен берілген. ҰКО қызметінен белгі алыңыз.",
            "Метка времени выдана по другим правилам. Получите метку у службы НУЦ.",
            "The time stamp was given under another policy. Obtain one from the national authority's service."),
    TIME_STAMP_NONCE_DIFFERS(
            "Уақыт белгісі осы сұрауға берілмеген. Қайта сұраңыз.",
            "Метка времени выдана не на этот запрос. Запросите ещё раз.",
            "The time stamp was not given to this request. Ask again."),
    TIME_STAMP_TIME_OFF(
            "Уақыт белгісіндегі уақыт болашақта немесе дәл емес. Сағаттарды тексеріп, жаңа белгі алыңыз.",
            "Время в метке ещё не наступило или неточно. Проверьте часы и получите новую метку.",
            "The time in the stamp lies ahead or is not exact. Check the clocks and obtain another one."),
    TIME_STAMP_AUTHORITY_NOT_ENTITLED(
            "Уақыт белгісін беруге құқығы жоқ кілт қойған. ҰКО қызметінен белгі алыңыз.",
            "Метка времени поставлена ключом без такого права. Получите метку у службы НУЦ.",
            "The time stamp was made by a key without the right to. Obtain one from the national authority's service."),
    TIME_STAMP_AUTHORITY_NOT_TRUSTED(
            "Уақыт белгісін сенімді қызмет бермеген. ҰКО қызметінен белгі алыңыз.",
            "Метка времени выдана не доверенной службой. Получите метку у службы НУЦ.",
            "The time stamp was not given by a trusted service. Obtain one from the national authority's service."),
    TIME_STAMP_AUTHORITY_REVOKED(
            "Уақыт белгісі қызметінің куәлігі кері қайтарылған. Жаңа белгі алыңыз.",
            "Сертификат службы меток времени отозван. Получите новую метку.",
            "The time-stamping service's certificate has been revoked. Obtain another stamp."),
    // Subject
    IIN_MISSING(
            "Куәлікте ЖСН жоқ. ҰКО берген кілтті пайдаланыңыз.",
            "В сертификате нет ИИН. Используйте ключ, выданный НУЦ.",
            "The certificate holds no IIN. Use a key of the national authority."),
    IIN_AMBIGUOUS(
            "Куәліктегі ЖСН анық емес. ҰКО-ға жүгініңіз.",
            "ИИН в сертификате указан неоднозначно. Обратитесь в НУЦ.",
            "The IIN in the certificate is not clear. Ask the national authority."),
    IIN_MALFORMED(
            "Куәліктегі ЖСН дұрыс жазылмаған. ҰКО-ға жүгініңіз.",
            "ИИН в сертификате записан неверно. Обратитесь в НУЦ.",
            "The IIN in the certificate is malformed. Ask the national authority."),
    BIN_MISSING(
            "Ұйым куәлігінде БСН жоқ. ҰКО берген кілтті пайдаланыңыз.",
            "В сертификате организации нет БИН. Используйте ключ, выданный НУЦ.",
            "The organisation's certificate holds no BIN. Use a key of the national authority."),
    BIN_MALFORMED(
            "Куәліктегі БСН дұрыс жазылмаған. ҰКО-ға жүгініңіз.",
            "БИН в сертификате записан неверно. Обратитесь в НУЦ.",
            "The BIN in the certificate is malformed. Ask the national authority."),
    SYSTEM_IDENTIFIER_MALFORMED(
            "Жүйе куәлігінде жүйенің идентификаторы жоқ немесе дұрыс емес. ҰКО-ға жүгініңіз.",
            "В сертификате системы нет её идентификатора, или он неверен. Обратитесь в НУЦ.",
            "The system's certificate lacks a right identifier of the system. Ask the national authority.");

    private final boolean leavesOpen;
    private final String kk;
    private final String ru;
    private final String en;
    private final String requirement;

    Reason(String kk, String ru, String en) {
        this(false, kk, ru, en, "");
    }

    Reason(String kk, String ru, String en, String requirement) {
        this(false, kk, ru, en, requirement);
    }

    Reason(boolean leavesOpen, String kk, String ru, String en) {
        this(leavesOpen, kk, ru, en, "R41-2b");
    }

    Reason(boolean leavesOpen, String kk, String ru, String en, String requirement) {
        this.leavesOpen = leavesOpen;
        this.kk = kk;
        this.ru = ru;
        this.en = en;
        this.requirement = requirement;
    }

    /** The stable code for machines and records. */
    public String code() {
        return name();
    }

    /** True where the verdict is unknown rather than invalid. */
    public boolean leavesOpen() {
        return leavesOpen;
    }

    /** The requirement that this reason carries out, where there is one. */
    public Optional<String> requirement() {
        return requirement.isEmpty() ? Optional.empty() : Optional.of(requirement);
    }

    public String kk() {
        return kk;
    }

    public String ru() {
        return ru;
    }

    public String en() {
        return en;
    }

    /** The text in the language with this ISO 639 code; Kazakh where it is neither Russian nor English. */
    public String text(String language) {
        return switch (language) {
            case "ru" -> ru;
            case "en" -> en;
            default -> kk;
        };
    }
}
