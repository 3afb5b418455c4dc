/// Dates of EDTF (ISO 8601-2) for people, in the words of a language.
///
/// What a date leaves open is said and not guessed: one of a set is "between", an open end stays
/// open, a doubt stands beside it.
struct DateWords {
    /// How a date stands in a text.
    private enum Place {
        /// Alone.
        case alone

        /// After a word such as "between", which in some languages changes its form.
        case within
    }

    private let messages: Messages

    init(_ messages: Messages) {
        self.messages = messages
    }

    /// The date in words; `nil` for what is no date.
    func text(_ date: String) -> String? {
        if date.hasPrefix("["), date.hasSuffix("]") { return set(date.dropFirst().dropLast()) }
        if date.contains("/") { return interval(date[...]) }
        return single(date[...], .alone)
    }

    // MARK: Composite forms

    private func set(_ text: Substring) -> String? {
        let members = text.split(separator: ",", omittingEmptySubsequences: false)
        let words = members.compactMap { member -> String? in
            guard let dots = member.firstRange(of: "..") else { return single(member, .alone) }
            let (start, end) = (member[..<dots.lowerBound], member[dots.upperBound...])
            if start.isEmpty { return phrase(.notAfter, ["date": end]) }
            if end.isEmpty { return phrase(.notBefore, ["date": start]) }
            return phrase(.between, ["start": start, "end": end])
        }
        guard words.count == members.count, let first = words.first else { return nil }
        return words.dropFirst().reduce(first) {
            messages.text(.oneOf, ["first": $0, "second": $1])
        }
    }

    private func interval(_ text: Substring) -> String? {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        switch (ends[0], ends[1]) {
        case (let start, ".."): return phrase(.from, ["date": start])
        case (let start, ""): return phrase(.endUnknown, ["date": start])
        case ("..", let end): return phrase(.until, ["date": end])
        case ("", let end): return phrase(.startUnknown, ["date": end])
        case (let start, let end): return phrase(.range, ["start": start, "end": end])
        }
    }

    private func phrase(_ phrase: Phrase, _ dates: [String: Substring]) -> String? {
        filled(messages.pattern(phrase), dates)
    }

    /// A text about dates; `nil` when one of them is none.
    ///
    /// A place such as `{date-within}` takes the form after a word.
    func filled(_ pattern: String, _ dates: [String: Substring]) -> String? {
        var isComplete = true
        let text = TextPattern.filled(pattern) { name in
            let parts = name.split(separator: "-", maxSplits: 1)
            let place: Place = parts.count == 2 ? .within : .alone
            let word = dates[String(parts.first ?? "")].flatMap { single($0, place) }
            isComplete = isComplete && word != nil
            return word
        }
        return isComplete ? text : nil
    }

    // MARK: One date

    private func single(_ text: Substring, _ place: Place) -> String? {
        guard let last = text.last, "?~%".contains(last) else { return plain(text, place) }
        let bare = text.dropLast()
        guard var words = plain(bare, last == "?" ? place : .alone) else { return nil }
        if last != "?" {
            guard let near = phrase(.about, ["date": bare]) else { return nil }
            words = near
        }
        return last == "~" ? words : messages.text(.uncertain, ["date": words])
    }

    private func plain(_ text: Substring, _ place: Place) -> String? {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard let date = parts.first else { return nil }
        if parts.count == 2 { return time(parts[1], on: date) }
        let fields = date.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count <= 3, let year = fields.first, year.count == 4 else { return nil }
        guard !year.contains("X") else { return fields.count == 1 ? decade(year) : nil }
        guard Int(year) != nil else { return nil }
        let isWithin = place == .within
        if fields.count == 1 || fields[1] == "XX" {
            return messages.text(isWithin ? .yearWithin : .year, ["year": String(year)])
        }
        if fields.count == 2, fields[1] == "H1" || fields[1] == "H2" {
            // A half-year as reports write it.
            return part(fields[1] == "H1" ? 40 : 41, of: String(year))
        }
        guard fields[1].count == 2, let month = Int(fields[1]) else { return nil }
        guard (1...12).contains(month) else {
            return fields.count == 2 ? part(month, of: String(year)) : nil
        }
        if fields.count == 2 || fields[2] == "XX" {
            let names = names(isWithin ? .months : .monthsAlone, count: 12)
            return messages.text(
                isWithin ? .monthWithin : .month,
                ["month": names[month - 1], "year": String(year)]
            )
        }
        guard fields[2].count == 2, let day = Int(fields[2]) else { return nil }
        return messages.text(
            isWithin ? .dayWithin : .day,
            [
                "day": String(day), "month": names(.months, count: 12)[month - 1],
                "year": String(year),
            ]
        )
    }

    /// `201X` and `20XX`: the first and the last year it can be.
    private func decade(_ year: Substring) -> String? {
        let (first, last) = (year.replacing("X", with: "0"), year.replacing("X", with: "9"))
        guard Int(first) != nil else { return nil }
        return phrase(.range, ["start": first, "end": last])
    }

    /// A season, a quarter or a half-year, by the numbers of ISO 8601-2, 4.8.
    private func part(_ number: Int, of year: String) -> String? {
        switch number {
        case 21...24:
            let season = names(.seasons, count: 4)[number - 21]
            return messages.text(.season, ["season": season, "year": year])
        case 33...36:
            return messages.text(.quarter, ["number": String(number - 32), "year": year])
        case 40...41:
            return messages.text(.half, ["number": String(number - 39), "year": year])
        default: return nil
        }
    }

    private func time(_ time: Substring, on date: Substring) -> String? {
        guard let day = plain(date, .alone) else { return nil }
        let clock = time.prefix { $0.isNumber || $0 == ":" || $0 == "." }
        let zone = time.dropFirst(clock.count)
        guard clock.count >= 5 else { return nil }
        // Decimals that say nothing are left out.
        var shown = clock
        if shown.contains(".") {
            while shown.last == "0" { shown.removeLast() }
            if shown.last == "." { shown.removeLast() }
        }
        let place = zone == "Z" ? "UTC" : zone.isEmpty ? nil : "UTC\(zone)"
        return messages.text(.time, ["date": day, "time": String(shown), "zone": place])
    }

    /// A list of names in one message; in English when the translation has not as many.
    private func names(_ phrase: Phrase, count: Int) -> [String] {
        let names = messages.pattern(phrase).split(separator: " ").map(String.init)
        return names.count == count ? names : phrase.english.split(separator: " ").map(String.init)
    }
}
