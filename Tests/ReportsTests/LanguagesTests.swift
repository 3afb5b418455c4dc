import CanonicalJSON
import Reports
import Testing

/// Which language a reader gets, and how words, dates and numbers stand in it.
struct `A reader's language` {
    @Test(arguments: [
        (["de"], "de"), (["de-AT"], "de"), (["DE-1996-at"], "de"), (["sv", "fr-CH", "de"], "fr"),
        (["zh"], "zh-Hans"), (["zh-CN"], "zh-Hans"), (["zh-Hans-SG"], "zh-Hans"),
        (["zh-TW"], "zh-Hant"), (["zh-Hant"], "zh-Hant"), (["zh-hk"], "zh-Hant"),
        (["sv"], "en"), (["en-GB"], "en"), ([""], "en"), (["../../etc/passwd"], "en"),
    ])
    func `is the best that there is`(asked: [String], language: String) {
        #expect(Messages(for: asked).language == language)
    }

    @Test func `is that of scripts when none is asked for`() {
        let messages = Messages(for: [])
        #expect(messages == .plain)
        #expect(messages.word("in-force") == "in-force")
        #expect(messages.date("2019-03") == "2019-03")
        #expect(messages.number("12345.5") == "12345.5")
        #expect(messages.total("existenceUndated") == "existenceUndated")
    }

    @Test(arguments: [
        ("en", "in force"), ("de", "in Kraft"), ("fr", "en vigueur"), ("bg", "в сила"),
        ("ru", "вступило в силу"), ("th", "มีผลใช้บังคับ"), ("zh-Hans", "生效"), ("zh-Hant", "生效"),
    ])
    func `has the words of its offices`(language: String, word: String) {
        #expect(Messages(for: [language]).word("in-force") == word)
    }

    @Test func `leaves words that are not ours alone`() {
        let messages = Messages(for: ["de"])
        #expect(messages.word("x-toast.given") == "x-toast.given")
        #expect(messages.word("agreement.toasted") == "agreement.toasted")
        #expect(messages.word("agreement.signed") == "Vereinbarung: Unterzeichnung")
        #expect(messages.total("delegation:taiwan") == "delegation:taiwan")
    }

    static let dates: [(String, en: String, de: String, ru: String, zh: String)] = [
        ("2019-03-08", "8 March 2019", "8. März 2019", "8 марта 2019 г.", "2019年3月8日"),
        ("2019-03", "March 2019", "März 2019", "март 2019 г.", "2019年3月"),
        ("2019", "2019", "2019", "2019 г.", "2019年"),
        ("2019-03-XX", "March 2019", "März 2019", "март 2019 г.", "2019年3月"),
        ("201X", "2010 – 2019", "2010 – 2019", "2010 г. – 2019 г.", "2010年至2019年"),
        ("2019-21", "spring 2019", "Frühjahr 2019", "весна 2019 г.", "2019年春季"),
        ("2019-34", "quarter 2 of 2019", "2. Quartal 2019", "2-й квартал 2019 г.", "2019年第2季度"),
        (
            "2019-41", "half-year 2 of 2019", "2. Halbjahr 2019", "2-е полугодие 2019 г.",
            "2019年第2半年"
        ),
        ("2019-03~", "about March 2019", "etwa März 2019", "около марта 2019 г.", "约2019年3月"),
        ("2019?", "2019 (uncertain)", "2019 (unsicher)", "2019 г. (неточно)", "2019年（不确定）"),
        (
            "2019%", "about 2019 (uncertain)", "etwa 2019 (unsicher)",
            "около 2019 г. (неточно)", "约2019年（不确定）"
        ),
        (
            "2019-03-06/2019-03-08", "6 March 2019 – 8 March 2019", "6. März 2019 – 8. März 2019",
            "6 марта 2019 г. – 8 марта 2019 г.", "2019年3月6日至2019年3月8日"
        ),
        ("2019-03/..", "from March 2019", "ab März 2019", "с марта 2019 г.", "自2019年3月起"),
        (
            "2019-03-08/", "from 8 March 2019, end unknown", "ab dem 8. März 2019, Ende unbekannt",
            "с 8 марта 2019 г., окончание неизвестно", "自2019年3月8日起，结束时间不详"
        ),
        ("../2019", "until 2019", "bis 2019", "до 2019 г.", "截至2019年"),
        (
            "[..2019-03-08]", "not after 8 March 2019", "nicht nach dem 8. März 2019",
            "не позднее 8 марта 2019 г.", "不晚于2019年3月8日"
        ),
        (
            "[2019-03-08..]", "not before 8 March 2019", "nicht vor dem 8. März 2019",
            "не ранее 8 марта 2019 г.", "不早于2019年3月8日"
        ),
        (
            "[2019-03-08..2019-12]", "between 8 March 2019 and December 2019",
            "zwischen dem 8. März 2019 und Dezember 2019",
            "в период с 8 марта 2019 г. по декабрь 2019 г.", "2019年3月8日至2019年12月之间"
        ),
        ("[2018,2019]", "2018 or 2019", "2018 oder 2019", "2018 г. или 2019 г.", "2018年或2019年"),
        (
            "2019-03-08T10:00:00.500000Z", "8 March 2019, 10:00:00.5 UTC",
            "8. März 2019, 10:00:00.5 UTC", "8 марта 2019 г., 10:00:00.5 UTC",
            "2019年3月8日 10:00:00.5 UTC"
        ),
    ]

    @Test(arguments: dates)
    func `says what a date leaves open`(
        date: String,
        en: String,
        de: String,
        ru: String,
        zh: String
    ) {
        #expect(Messages(for: ["en"]).date(date) == en)
        #expect(Messages(for: ["de"]).date(date) == de)
        #expect(Messages(for: ["ru"]).date(date) == ru)
        #expect(Messages(for: ["zh-Hans"]).date(date) == zh)
    }

    @Test(arguments: ["", "yesterday", "2019-13", "2019-3-8", "20190308", "[]", "1/2/3", "[2019,]"])
    func `leaves what is no date alone`(text: String) {
        for language in Messages.languages {
            #expect(Messages(for: [language]).date(text) == text)
        }
    }

    @Test(arguments: [
        ("en", "1,234.5 12,345 −7 0.25"), ("de", "1.234,5 12.345 −7 0,25"),
        ("bg", "1234,5 12\u{A0}345 −7 0,25"), ("ru", "1\u{A0}234,5 12\u{A0}345 −7 0,25"),
        ("fr", "1\u{202F}234,5 12\u{202F}345 −7 0,25"), ("zh-Hant", "1,234.5 12,345 −7 0.25"),
    ])
    func `has its separators`(language: String, numbers: String) {
        let messages = Messages(for: [language])
        let found = ["1234.5", "12345", "-7", "0.25"].map(messages.number)
        #expect(found.joined(separator: " ") == numbers)
        #expect(messages.number("1e+21") == "1e+21")
    }
}

/// What is read from a catalogue, whoever wrote it.
struct `A catalogue of messages` {
    private func messages(_ text: String) -> Messages {
        Messages(in: "xx", MessageCatalogue(text))
    }

    @Test func `is read in all that gettext writes`() {
        let catalogue = MessageCatalogue(
            #"""
            msgid ""
            msgstr ""
            "Language: xx\n"
            "Plural-Forms: nplurals=1; plural=0;\n"

            #. A comment.
            #: a/place:12
            msgctxt "a"
            msgid ""
            "in "
            "parts"
            msgstr "\"one\"\t\\"
            #, fuzzy
            msgctxt "b"
            msgid "doubtful"
            msgstr "left out"
            msgctxt "c"
            msgid "open"
            msgstr ""
            msgctxt "d"
            msgid "{count} thing"
            msgid_plural "{count} things"
            msgstr[0] "{count} x"
            """#
        )
        #expect(catalogue.header["Language"] == "xx")
        #expect(catalogue.pluralRule == .one)
        #expect(
            catalogue.translations == [
                .init("a", "in parts"): ["\"one\"\t\\"], .init("d", "{count} thing"): ["{count} x"],
            ]
        )
    }

    @Test(arguments: [
        "", "msgid", "msgid \"", "\"\"\"", "msgstr \"x\"", "msgid \"a\"\nmsgid \"b\"\n#,fuzzy",
        "msgctxt \"date.day\"\nmsgid \"{day} {month} {year}\"\nmsgstr \"{day\"",
        "msgctxt \"date.day\"\nmsgid \"{day} {month} {year}\"\nmsgstr \"[[{\"",
        "msgctxt \"number.thousands\"\nmsgid \"1,234.5\"\nmsgstr \"none\"",
        "msgctxt \"number.ten-thousands\"\nmsgid \"12,345.6\"\nmsgstr \"3\"",
    ])
    func `that is broken breaks no report`(text: String) throws {
        let messages = messages(text)
        let ledger = try KindsLedger.histories(["moscow-2020"])
        for kind in [ReportKind.agreementRegister, .commitmentsDue] {
            let source = try ledger.source(
                asOf: "2026-06-01",
                languages: ["xx"],
                messages: messages
            )
            let report = try kind.report(from: source).localized(messages)
            #expect(!report.rendered(as: .text).isEmpty)
        }
        #expect(messages.number("1234567").filter(\.isNumber) == "1234567")
    }

    @Test func `drives no terminal and no page`() throws {
        let hostile = "\\u{1B}[2J|<script>"
        let text = """
            msgctxt "column.state"
            msgid "State"
            msgstr "\u{1B}[2J|<script>"
            """
        let messages = messages(text)
        let source = try KindsLedger.histories(["moscow-2020"]).source(asOf: "2026-06-01")
        let report = try ReportKind.agreementRegister.report(from: source).localized(messages)
        #expect(report.rendered(as: .text).contains(hostile))
        #expect(!report.rendered(as: .text).contains("\u{1B}"))
        #expect(!report.rendered(as: .markdown).contains("<script>"))
    }

    @Test func `leaves in English what it does not say`() throws {
        let messages = messages("")
        #expect(messages.word("in-force") == "in force")
        #expect(messages.title(of: .agreementRegister) == "Agreement register")
        #expect(messages.text("A new column", at: "column.new") == "A new column")
        let german = Messages(for: ["de"])
        #expect(german.text("A new column", at: "column.new") == "A new column")
        #expect(german.text("Its title has changed", at: "column.state") == "Its title has changed")
    }
}
