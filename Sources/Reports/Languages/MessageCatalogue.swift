/// The translations into one language, read from a gettext catalogue (PO).
///
/// Of the format it knows what such files are made of: comments, `msgctxt`, `msgid`,
/// `msgid_plural`, `msgstr` and texts in several parts. What is marked fuzzy counts as missing, as
/// it does for gettext.
package struct MessageCatalogue: Sendable, Hashable {
    /// What a translation is found by: where the text stands, and the English text.
    ///
    /// A text whose English has changed is therefore not found, and shown in English.
    package struct Key: Sendable, Hashable {
        /// Where the text stands, such as `column.state`.
        package let context: String

        /// The English text.
        package let english: String

        package init(_ context: String, _ english: String) {
            self.context = context
            self.english = english
        }
    }

    /// The translations: one form, or as many as the language has for numbers.
    package private(set) var translations: [Key: [String]] = [:]

    /// The members of the header, such as `Language`.
    package private(set) var header: [String: String] = [:]

    /// How the language tells numbers apart; `nil` when the header says nothing that is known.
    package var pluralRule: PluralRule? {
        header["Plural-Forms"].flatMap(PluralRule.init)
    }

    /// No translations.
    init() {}

    /// Reads a catalogue; what is no part of the format is passed over.
    package init(_ text: String) {
        var entry = Entry()
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            if line.first == UInt8(ascii: "#") {
                if entry.isBegun { take(&entry) }
                if line.starts(with: "#,".utf8), String(Substring(line)).contains("fuzzy") {
                    entry.isFuzzy = true
                }
            } else if let quote = line.firstIndex(of: UInt8(ascii: "\"")) {
                let word = line[..<quote].filter { $0 != UInt8(ascii: " ") }
                let name = String(decoding: word, as: UTF8.self)
                if name == "msgctxt" || name == "msgid", entry.isTranslated { take(&entry) }
                entry.add(Self.unquoted(line[line.index(after: quote)...]), to: name)
            }
        }
        take(&entry)
    }

    private mutating func take(_ entry: inout Entry) {
        defer { entry = Entry() }
        guard !entry.isFuzzy, let english = entry.english else { return }
        if english.isEmpty, entry.context.isEmpty {
            for line in (entry.forms.first ?? "").split(separator: "\n") {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                header[String(parts[0])] = String(parts[1].drop { $0 == " " })
            }
        } else if !entry.forms.isEmpty, !entry.forms.contains("") {
            translations[Key(entry.context, english)] = entry.forms
        }
    }

    /// What stands between quotes, with its escapes read.
    private static func unquoted(_ text: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in text {
            if isEscaped {
                isEscaped = false
                bytes.append(byte == UInt8(ascii: "n") ? 10 : byte == UInt8(ascii: "t") ? 9 : byte)
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                break
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// An entry while it is read.
private struct Entry {
    var context = ""
    var english: String?
    var forms: [String] = []
    var isFuzzy = false
    private var last = ""

    var isTranslated: Bool { !forms.isEmpty }
    var isBegun: Bool { english != nil }

    /// Takes a text; without a name it goes on what came before.
    mutating func add(_ text: String, to name: String) {
        let isContinued = name.isEmpty
        if !isContinued { last = name }
        switch last {
        case "msgctxt": context = isContinued ? context + text : text
        case "msgid": english = isContinued ? (english ?? "") + text : text
        case _ where last.hasPrefix("msgstr"):
            if isContinued, let end = forms.indices.last {
                forms[end] += text
            } else {
                forms.append(text)
            }
        default: break
        }
    }
}
