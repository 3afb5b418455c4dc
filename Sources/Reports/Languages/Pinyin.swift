/// How Chinese characters are read in Modern Standard Chinese, and the order that follows from it.
struct Pinyin: Sendable {
    /// The readings of the characters in common use.
    static let standard = Pinyin(table)

    private var syllables: [String] = []
    private var readings: [Unicode.Scalar: (syllable: Int, place: UInt32)] = [:]

    /// Reads a table of syllables, each before the characters that are read so.
    private init(_ table: String) {
        var syllable = ""
        for scalar in table.unicodeScalars where scalar != "\n" {
            guard scalar.properties.isIdeographic else {
                syllable.unicodeScalars.append(scalar)
                continue
            }
            if !syllable.isEmpty {
                syllables.append(syllable)
                syllable = ""
            }
            readings[scalar] = (syllables.count - 1, UInt32(readings.count))
        }
    }

    /// The place of a character in the order of readings.
    func place(of character: Unicode.Scalar) -> UInt32? { readings[character]?.place }

    /// How a character is read where nothing else is said.
    func reading(of character: Unicode.Scalar) -> String? {
        readings[character].map { syllables[$0.syllable] }
    }
}
