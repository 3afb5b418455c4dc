/// Where letters and accents stand: the part of the root order of CLDR that reports need.
enum CollationTable {
    /// The weight of a letter without an accent; every accent is heavier.
    static let noMark: UInt8 = 0x20

    /// What tells a ligature from its letters.
    static let ligatureMark: UInt8 = 0xF0

    /// Where letters begin that the orders below do not list.
    static let unlisted: UInt32 = 0x1000

    /// Letters that stand for several.
    static let ligatures: [Unicode.Scalar: String] = [
        "æ": "ae", "œ": "oe", "ß": "ss", "ĳ": "ij", "ǆ": "dž", "ǉ": "lj", "ǌ": "nj", "…": "...",
        "№": "no",
    ]

    /// The signs, then the letters of each script, by the number of the script.
    private static let orders: [(script: UInt32, order: String)] = [
        (0, " _-–—,、;:!?.。·'‘’\"“”„«»()[]{}§@*/\\&#%`^°©®+<=>|~"),
        (1, "ๆ$€"),
        (3, "abcdeəfghiıjklmnŋopqĸrstŧuvwxyzþ"),
        (4, "αβγδεζηθικλμνξοπρστυφχψω"),
        (5, "аәӕбвгғдђҙеєжзѕӡиҋійјкқҡҟҝлљмнңњоөпҧрсҫтћуүұфхҳһцҵчҷҹҽџшщъыьѣэюяѧѫѵҩӏ"),
    ]

    /// The places of the letters that are listed.
    static let places: [Unicode.Scalar: (script: UInt32, index: UInt32)] = {
        var places: [Unicode.Scalar: (script: UInt32, index: UInt32)] = [:]
        for (script, order) in orders {
            for (index, scalar) in order.unicodeScalars.enumerated() {
                places[scalar] = (script, UInt32(index))
            }
        }
        return places
    }()

    /// An accent, the letters that bear it, and those letters without it, which may bear another.
    private static let accents: [(mark: Unicode.Scalar, letters: String, bases: String)] = [
        (
            "\u{301}", "áćéǵíĺńóŕśúýźǿấếốắớứǘάέήίόύώѓќ",
            "acegilnorsuyzøâêôăơưüαεηιουωгк"
        ),
        ("\u{300}", "àèìǹòùẁỳầềồằờừǜѐѝ", "aeinouwyâêôăơưüеи"),
        ("\u{306}", "ăĕğĭŏŭặӑӗӂў", "aegiouạаежу"),
        ("\u{302}", "âĉêĝĥîĵôŝûŵŷậệộ", "aceghijosuwyạẹọ"),
        ("\u{30C}", "ǎčďěǧȟǐǰǩľňǒřšťǔžǚ", "acdeghijklnorstuzü"),
        ("\u{30A}", "åů", "au"),
        ("\u{308}", "äëḧïöẗüẅẍÿϊϋӓӛёӝӟӥїӧӫӱӵӹӭ", "aehiotuwxyιυаәежзиіоөучыэ"),
        ("\u{30B}", "őűӳ", "ouу"),
        ("\u{303}", "ãĩñõũẽỹẫễỗẵỡữ", "ainouey" + "âêôăơư"),
        ("\u{307}", "İȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏż", "iabcdefghmnoprstwxyz"),
        ("\u{338}", "ø", "o"),
        ("\u{327}", "çḑȩģḩķļņŗşţ", "cdeghklnrst"),
        ("\u{328}", "ąęįǫų", "aeiou"),
        ("\u{304}", "āēḡīōūȳǖӣӯ", "aegiouyüиу"),
        ("\u{335}", "đħłð", "dhld"),
        ("\u{309}", "ảẻỉỏủỷẩểổẳởử", "aeiouyâêôăơư"),
        ("\u{31B}", "ơư", "ou"),
        ("\u{323}", "ạḅḍẹḥịḳḷṃṇọṛṣṭụṿẉỵẓợự", "abdehiklmnorstuvwyzơư"),
        ("\u{326}", "șț", "st"),
        ("\u{331}", "ḇḏḵḻṉṟṯẕґ", "bdklnrtzг"),
    ]

    /// The accents and tone marks, which are compared after all letters.
    static let marks: [Unicode.Scalar: UInt8] = {
        var marks: [Unicode.Scalar: UInt8] = [:]
        for (index, accent) in accents.enumerated() {
            marks[accent.mark] = noMark + 1 + UInt8(index)
        }
        let thai: [Unicode.Scalar] = [
            "\u{E4E}", "\u{E47}", "\u{E48}", "\u{E49}", "\u{E4A}", "\u{E4B}", "\u{E4C}", "\u{E4D}",
        ]
        for (index, mark) in thai.enumerated() { marks[mark] = 0x80 + UInt8(index) }
        return marks
    }()

    /// What letters with an accent are made of.
    static let accented: [Unicode.Scalar: (base: Unicode.Scalar, mark: UInt8)] = {
        var accented: [Unicode.Scalar: (base: Unicode.Scalar, mark: UInt8)] = [:]
        for (index, accent) in accents.enumerated() {
            let mark = noMark + 1 + UInt8(index)
            for (letter, base) in zip(accent.letters.unicodeScalars, accent.bases.unicodeScalars) {
                accented[letter] = (base, mark)
            }
        }
        return accented
    }()
}
