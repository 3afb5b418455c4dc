import ArgumentParser
import Collaboration
import EDTF
import Entente
import Events

/// Reads what stands on the command line; what cannot be read is a usage error with its reason.
enum Parsing {
    static func tag(_ text: String) throws -> Tag {
        guard let tag = Tag(text) else {
            throw ValidationError(
                "'\(text)' is no tag; write kind:id, for example party:morava"
            )
        }
        return tag
    }

    static func date(_ text: String) throws -> ImpreciseDate {
        do {
            return try ImpreciseDate(parsing: text)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    static func asOf(_ text: String) throws -> AsOf {
        let date = try date(text)
        guard let asOf = AsOf(date) else {
            let reason =
                date.form == .set
                ? "it is one of several dates, and no single last instant follows"
                : "its end is open or unknown, so it has no last instant"
            throw ValidationError("\(text) cannot be a valid date: \(reason); write 2020-12-31")
        }
        return asOf
    }

    static func knownAt(_ text: String) throws -> KnownAt {
        if let size = UInt64(text) { return .size(size) }
        if let time = Instant(rfc3339: text) { return .time(time) }
        throw ValidationError(
            "'\(text)' is neither a number of events nor a time; write 250 or 2021-01-01T00:00:00Z"
        )
    }

    /// A type's name, or the beginning of some with `*`.
    static func typePattern(_ text: String) throws -> String {
        let stem = text.hasSuffix("*") ? String(text.dropLast()) : text
        let known = Catalogue.embedded.types
        let isKnown =
            text == stem
            ? known.contains { $0.text == stem } : known.contains { $0.text.hasPrefix(stem) }
        guard isKnown || text.hasPrefix("x-") else {
            let near = Catalogue.embedded.suggestions(for: stem)
            let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
            throw ValidationError(
                "there is no type '\(text)'\(hint.isEmpty ? "; " : hint + " ")"
                    + "`entente types` lists them"
            )
        }
        return text
    }
}
