/// Chooses among stored names for a reader of some languages.
struct NameChooser {
    /// Where the texts stand that the reader is shown.
    enum Shown {
        case nothing
        case one(Range<Int>)
        /// A name and how it sounds.
        case two(Range<Int>, Range<Int>)
        /// A name, and how it sounds by the rules of its language.
        case romanised(Range<Int>, Romanisation)
    }

    /// What stands for a name where there is none.
    let messages: Messages

    private let languages: [String]
    private var shapes = TextNumbers()
    private var choices: [LocalizedNames.Choice] = []

    init(languages: [String], messages: Messages) {
        self.languages = languages
        self.messages = messages
    }

    /// Reads names that stand here, and finds what is shown of them.
    mutating func next(in reader: inout ByteReader) -> Shown {
        let choice = choice(reader.range(at: reader.number()), reader.bytes)
        let count = reader.number()
        var (first, second): (Range<Int>?, Range<Int>?)
        var index = 0
        while index < count, reader.isSound {
            let place = reader.number()
            switch choice {
            case .nothing: break
            case .one(let wanted), .romanised(let wanted, _):
                if index == wanted { first = reader.range(at: place) }
            case .two(let wanted, let sound):
                if index == wanted { first = reader.range(at: place) }
                if index == sound { second = reader.range(at: place) }
            }
            index += 1
        }
        switch (choice, first, second) {
        case (.one, let text?, _): return .one(text)
        case (.two, let text?, let sound?): return .two(text, sound)
        case (.romanised(_, let system), let text?, _): return .romanised(text, system)
        default: return .nothing
        }
    }

    private mutating func choice(_ shape: Range<Int>, _ bytes: [UInt8]) -> LocalizedNames.Choice {
        let found = shapes.number(of: shape, in: bytes)
        if found.isNew {
            let names = NameTexts(shape: shapes.list.string(found.number), texts: [])
            choices.append(names.choice(preferring: languages))
        }
        return choices[found.number]
    }
}
