import CanonicalJSON
import Reports
import Testing

struct `A list of names` {
    static let cluster: JSONValue = [
        ["text": "София - Град на знанието", "lang": "bg", "kind": "short"],
        ["text": "КСГЗ", "lang": "bg", "script": "Cyrl", "kind": "official"],
        ["text": "KSGZ", "lang": "bg", "script": "Latn", "kind": "transliteration"],
        ["text": "Sofia Knowledge City", "lang": "en-GB", "kind": "translation"],
        ["text": "索非亚知识城", "lang": "zh-Hans", "kind": "translation"],
        ["text": "Стар клъстер", "lang": "mk", "kind": "former"],
    ]

    @Test(arguments: [
        (["bg"], "КСГЗ"), (["BG"], "КСГЗ"), (["bg-BG"], "КСГЗ"), (["bg-Latn"], "KSGZ"),
        (["en-GB"], "Sofia Knowledge City"), (["en"], "Sofia Knowledge City"),
        (["en-US"], "Sofia Knowledge City"), (["zh-Hant"], "索非亚知识城"),
        (["th", "zh"], "索非亚知识城"), (["th"], "КСГЗ (KSGZ)"), ([], "КСГЗ (KSGZ)"),
        (["mk"], "КСГЗ"), (["zh-TW"], "索非亚知识城"),
    ])
    func `is chosen by the reader's language`(languages: [String], name: String) {
        #expect(LocalizedNames(Self.cluster).name(preferring: languages) == name)
    }

    static let cyrillic: JSONValue = [
        ["text": "Фонд «Московский инновационный кластер»", "lang": "ru", "kind": "official"]
    ]

    @Test(arguments: [
        (
            ["de"],
            "Фонд «Московский инновационный кластер» (~Fond «Moskovskiy innovatsionnyy klaster»)"
        ),
        (["bg"], "Фонд «Московский инновационный кластер»"),
        (["th", "bg"], "Фонд «Московский инновационный кластер»"),
        ([], "Фонд «Московский инновационный кластер»"),
    ])
    func `is read by rule where no source says how it sounds`(
        languages: [String],
        name: String
    ) {
        #expect(LocalizedNames(Self.cyrillic).name(preferring: languages) == name)
    }

    @Test(
        arguments: [
            ("bg", "Клъстер София – град на знанието", "Klaster Sofia – grad na znanieto"),
            ("bg", "Щастливец и ЖП", "Shtastlivets i ZHP"), ("bg", "Yantra", nil),
            ("ru", "Объединение Елены Щербаковой", "Obyedineniye Yeleny Shcherbakovoy"),
            ("ru", "ЕЩЁ", "YESHCHË"),
            // The examples of ISO 11940.
            ("th", "ภาษาไทย", "p\u{323}hās\u{304}\u{31B}āi\u{323}thy"),
            ("th", "เชียงใหม่", "echīyngıh\u{304}m\u{300}"), ("th", "BOI", nil),
            ("zh-Hans", "重庆市", "Chóng qìng shì"), ("zh-Hans", "成都", "Chéng dū"),
            ("zh-Hant", "臺灣產業群聚", "Tái wān chǎn yè qún jù"),
            ("zh-Hans", "厦门国际银行（上海）", "Xià mén guó jì yín háng (shàng hǎi)"),
            ("zh-Hans", "北京5G产业联盟", "Běi jīng 5G chǎn yè lián méng"),
            ("zh-Hans", "院长、会长", "Yuàn zhǎng, huì zhǎng"), ("zh-Hans", "长江", "Cháng jiāng"),
        ] as [(String, String, String?)]
    )
    func `sounds as its language is spelt in Latin letters`(
        language: String,
        name: String,
        sound: String?
    ) {
        let list: JSONValue = [
            ["text": .string(name), "lang": .string(language), "kind": "official"]
        ]
        let shown = sound.map { "\(name) (~\($0))" } ?? name
        #expect(LocalizedNames(list).name(preferring: ["en"]) == shown)
    }

    @Test func `in another script of Chinese is chosen by the place`() {
        let names: JSONValue = [
            ["text": "中关村", "lang": "zh-Hans", "kind": "official"],
            ["text": "中關村", "lang": "zh-Hant", "kind": "translation"],
        ]
        #expect(LocalizedNames(names).name(preferring: ["zh-TW"]) == "中關村")
        #expect(LocalizedNames(names).name(preferring: ["zh-CN"]) == "中关村")
    }

    @Test func `is nearest in language before it is official`() {
        let names: JSONValue = [
            ["text": "official, elsewhere", "lang": "pt-BR", "kind": "official"],
            ["text": "short", "lang": "pt", "kind": "short"],
            ["text": "verbatim", "lang": "pt-PT", "kind": "verbatim"],
        ]
        #expect(LocalizedNames(names).name(preferring: ["pt-PT"]) == "verbatim")
        #expect(LocalizedNames(names).name(preferring: ["pt-AO"]) == "short")
        #expect(LocalizedNames(names).name(preferring: ["pt"]) == "short")
    }

    @Test func `without an official one is the first, and a former one at last`() {
        let short: JSONValue = [
            ["text": "old", "lang": "de", "kind": "former"],
            ["text": "new", "lang": "de", "kind": "short"],
        ]
        let former: JSONValue = [["text": "old", "lang": "de", "kind": "former"]]
        #expect(LocalizedNames(short).name(preferring: ["th"]) == "new")
        #expect(LocalizedNames(former).name(preferring: ["de"]) == "old")
    }

    @Test func `is not read by the rules of another language`() {
        let names: JSONValue = [
            ["text": "中关村", "lang": "zh", "kind": "official"],
            ["text": "Chzhunguantsun", "lang": "ru", "kind": "transliteration"],
        ]
        let name = LocalizedNames(names).name(preferring: ["bg"])
        #expect(name == "中关村 (~Zhōng guān cūn)")
    }

    @Test(arguments: [.null, "text", [], [["lang": "bg"], 3]] as [JSONValue])
    func `is absent where none is recorded`(list: JSONValue) {
        #expect(LocalizedNames(list).name(preferring: ["bg"]) == nil)
    }

    @Test func `is absent without a list`() {
        #expect(LocalizedNames(nil).name(preferring: ["bg"]) == nil)
    }
}
