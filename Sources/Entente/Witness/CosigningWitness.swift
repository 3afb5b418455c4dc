package import CanonicalJSON
package import Events
package import Transparency

/// A witness that is asked to cosign what a ledger signs.
package struct CosigningWitness: Sendable, Hashable {
    /// Which agreements' dossiers it is shown.
    ///
    /// The checkpoint of a dossier says how many events an agreement has, and its name says which
    /// agreement; so none is shown to a witness without being told.
    package enum Agreements: Sendable, Hashable {
        /// Those named.
        case only([Tag])
        /// All.
        case all
    }

    /// Its key.
    package let verifier: NoteVerifier

    /// What stands before `/add-checkpoint`, without a slash at its end.
    package let url: String

    /// Which dossiers it is shown beside the ledger itself.
    package let agreements: Agreements

    /// Names a witness.
    ///
    /// - Throws: `LedgerError` of kind `usage` for the key of a log, a URL that is none of HTTP, or
    ///   a tag that is none of an agreement.
    package init(_ verifier: NoteVerifier, url: String, agreements: Agreements) throws {
        guard verifier.kind == .cosignature else {
            throw LedgerError(
                .usage,
                "the key of '\(verifier.name)' signs a log; a witness cosigns with a key of "
                    + "type 4, so ask for the verifier key of the witness"
            )
        }
        guard Self.isPrefix(url) else {
            throw LedgerError(
                .usage,
                "'\(url)' cannot be the URL of a witness; write what stands before "
                    + "/add-checkpoint, for example https://witness.partner.example/w1"
            )
        }
        if case .only(let tags) = agreements,
            let other = tags.first(where: { !$0.isOfKind("agreement") })
        {
            throw LedgerError(
                .usage,
                "\(other.text) is no agreement; a witness is shown dossiers of agreements, for "
                    + "example agreement:mou-17"
            )
        }
        self.verifier = verifier
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.agreements = agreements
    }

    /// Whether it is shown the checkpoints of a tree.
    package func isShown(_ tree: SignedTree) -> Bool {
        switch (tree, agreements) {
        case (.ledger, _), (.dossier, .all): true
        case (.dossier(let agreement), .only(let tags)): tags.contains(agreement)
        }
    }

    private static func isPrefix(_ url: String) -> Bool {
        let schemes = ["http://", "https://"]
        guard let scheme = schemes.first(where: url.hasPrefix) else { return false }
        let rest = url.utf8.dropFirst(scheme.utf8.count)
        return url.utf8.count <= Limits.urlByteCount && !rest.isEmpty && rest.first != 0x2F
            && rest.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3F && $0 != 0x23 }
    }
}

extension CosigningWitness {
    /// Its entry in the file `witnesses`.
    package var json: JSONValue {
        let agreements: JSONValue =
            switch agreements {
            case .all: "all"
            case .only(let tags): .array(tags.map { .string($0.text) })
            }
        return [
            "key": .string(verifier.verifierKey), "url": .string(url), "agreements": agreements,
        ]
    }

    init(_ json: JSONValue) throws {
        let tags = try json["agreements"]?.array?.map { item in
            guard let tag = item.string.flatMap({ Tag($0) }) else { throw Self.malformed }
            return tag
        }
        let all: Agreements? = json["agreements"] == "all" ? .all : nil
        guard let key = json["key"]?.string, let url = json["url"]?.string,
            let agreements = all ?? tags.map(Agreements.only)
        else { throw Self.malformed }
        try self.init(try NoteVerifier(key), url: url, agreements: agreements)
    }

    private static var malformed: LedgerError {
        LedgerError(.damaged, "an entry is not {\"key\", \"url\", \"agreements\"}")
    }
}
