import CanonicalJSON
import Reports
import Testing

/// What there is to translate: what the code lists, and what every report shows of histories.
struct MessageList {
    /// What a report is told that needs to be told something.
    private static let subjects = [
        "party": "party:mik-fund", "agreement": "agreement:mik-zgc-2020", "of": "party:mik-fund",
        "delegation": "delegation:s0-europe", "gathering": "gathering:eu-tw-2019",
    ]

    /// What makes a report show more.
    private static let showing: Set<String> = ["all", "paragraphs"]

    /// Everything, each once.
    let messages: [MessageTemplate.Message]

    /// Where a report may have a translation of its own for a column.
    let overrides: Set<MessageCatalogue.Key>

    /// The words in columns of words, in the order of their letters.
    let shownWords: [String]

    init() throws {
        let ledger = try KindsLedger.histories()
        var columns: [MessageTemplate.Message] = []
        var totals: [MessageTemplate.Message] = []
        var overrides: Set<MessageCatalogue.Key> = []
        var words: Set<String> = []
        for kind in ReportKind.allCases {
            let report = try Self.report(kind, of: ledger)
            for column in report.columns where !Self.isMade(column.key) {
                columns.append(.init("column.\(column.key)", column.title))
                let own = "report.\(kind.name).column.\(column.key)"
                overrides.insert(.init(own, column.title))
            }
            for column in report.columns where column.content == .words {
                for row in report.rows { Self.collect(row[column.key], into: &words) }
            }
            Self.collect(.object(report.totals), into: &totals)
        }
        var seen: Set<MessageCatalogue.Key> = []
        messages = (MessageTemplate.messages + columns + totals)
            .filter { seen.insert($0.key).inserted }
        self.overrides = overrides
        shownWords = words.sorted()
    }

    private static func report(_ kind: ReportKind, of ledger: KindsLedger) throws -> Report {
        var parameters: [String: [String]] = [:]
        for parameter in kind.parameters where showing.contains(parameter.name) {
            parameters[parameter.name] = ["true"]
        }
        do {
            return try kind.report(of: ledger, parameters)
        } catch ReportError.missingParameter(let names, _) {
            let name = try #require(names.first)
            parameters[name] = [try #require(subjects[name], "name a subject for \(name)")]
            return try kind.report(of: ledger, parameters)
        }
    }

    /// Whether a key is made from the data: a tag, a date.
    private static func isMade(_ key: String) -> Bool {
        key.contains(":") || key.first?.isNumber == true
    }

    private static func collect(_ value: JSONValue?, into words: inout Set<String>) {
        switch value {
        case .string(let word)?: words.insert(word)
        case .array(let values)?: for value in values { collect(value, into: &words) }
        default: break
        }
    }

    /// The names of totals and, in them, of their parts.
    private static func collect(
        _ value: JSONValue,
        into totals: inout [MessageTemplate.Message]
    ) {
        switch value {
        case .object(let object):
            if object["definite"] != nil || object["qualifier"] != nil { return }
            for member in object.members {
                if !isMade(member.key), !member.key.contains("-"),
                    Vocabulary.english(ofWord: member.key) == nil
                {
                    let english = Vocabulary.english(ofTotal: member.key)
                    totals.append(.init(Vocabulary.context(ofTotal: member.key), english))
                }
                collect(member.value, into: &totals)
            }
        case .array(let values): for value in values { collect(value, into: &totals) }
        default: break
        }
    }

    /// The template as gettext writes it.
    var template: String {
        var text = """
            # What there is to translate. Written by the tests; not to be edited.
            msgid ""
            msgstr ""
            "Project-Id-Version: entente\\n"
            "MIME-Version: 1.0\\n"
            "Content-Type: text/plain; charset=UTF-8\\n"
            "Content-Transfer-Encoding: 8bit\\n"

            """
        for message in messages {
            text += "\nmsgctxt \(Self.quoted(message.key.context))\n"
            text += "msgid \(Self.quoted(message.key.english))\n"
            if let plural = message.plural {
                text += "msgid_plural \(Self.quoted(plural))\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n"
            } else {
                text += "msgstr \"\"\n"
            }
        }
        return text
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
