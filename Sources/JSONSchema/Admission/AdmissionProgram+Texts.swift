import CanonicalJSON

/// What holds for texts, judged by their bytes.
extension AdmissionProgram {
    func holds(
        _ rules: Range<Int>,
        text: Int,
        _ document: JSONDocument,
        _ run: inout Run
    ) -> Bool {
        document.withText(text) { bytes in
            for index in rules {
                guard holds(strings[index], bytes, &run) else { return false }
            }
            return true
        }
    }

    @inline(__always)
    private func holds(_ rule: StringAdmission, _ text: Span<UInt8>, _ run: inout Run) -> Bool {
        switch rule {
        case .minLength(let limit):
            // A character has one to four bytes.
            if text.count &+ 3 >= 4 &* limit { return true }
            return text.count >= limit && Self.characterCount(text) >= limit
        case .maxLength(let limit):
            return text.count <= limit || Self.characterCount(text) <= limit
        case .pattern(let index):
            return matches(index, text, &run)
        case .format(let format):
            return format.accepts(text)
        }
    }

    func matches(_ pattern: Int, _ text: Span<UInt8>, _ run: inout Run) -> Bool {
        run.patternSteps &-= patterns.weight(of: pattern) &* (text.count &+ 1)
        guard run.patternSteps > 0 else { return run.doubt() }
        switch patterns.verdict(of: pattern, on: text) {
        case .match: return true
        case .mismatch: return false
        case .unknown: return run.doubt()
        }
    }

    private static func characterCount(_ text: Span<UInt8>) -> Int {
        var count = 0
        for index in 0..<text.count where text[index] & 0xC0 != 0x80 { count &+= 1 }
        return count
    }
}
