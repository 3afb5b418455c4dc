import CanonicalJSON
import Collaboration
import Events
import Reports
import Transparency

/// A dossier as one page for people: what happened, who confirmed it, how to check it.
///
/// The page holds what the files beside it hold, needs no script and no network, and proves
/// nothing by itself; it says so.
struct DossierPage {
    private let dossier: Dossier
    private let leaves: [(position: Position, value: JSONValue)]
    private var names: [String: String] = [:]

    init(_ dossier: Dossier) throws {
        self.dossier = dossier
        leaves = try dossier.events.map { ($0.position, try JSONReader().read($0.leaf)) }
        for event in dossier.related {
            let leaf = try JSONReader().read(event.leaf)
            guard leaf["type"]?.string == "party.registered",
                let party = leaf["data"]?["party"]?.string,
                let name = leaf["data"]?["names"]?[0]?["text"]?.string
            else { continue }
            names[party] = name
        }
    }

    /// The whole page; the same dossier gives the same bytes.
    func html() throws -> String {
        let title = title ?? dossier.agreement.text
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(title)) – dossier</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <h1>\(Self.escaped(title))</h1>
            <p class="sub">Dossier of <code>\(Self.escaped(dossier.agreement.text))</code> in the \
            ledger <code>\(Self.escaped(dossier.origin))</code></p>
            \(parties)
            \(try evidence())
            <h2>What was recorded</h2>
            \(table)
            <h2>The events, member by member</h2>
            \(try details())
            </main>
            </body>
            </html>

            """
    }

    /// The first title that an event gives the agreement.
    private var title: String? {
        leaves.lazy.compactMap { $0.value["data"]?["title"]?[0]?["text"]?.string }.first
    }

    private var parties: String {
        var tags: [String] = []
        for leaf in leaves {
            for tag in leaf.value["tags"]?.array ?? [] {
                guard let text = tag.string, text.hasPrefix("party:"), !tags.contains(text) else {
                    continue
                }
                tags.append(text)
            }
        }
        guard !tags.isEmpty else { return "" }
        let items = tags.map { "<li>\(named($0))</li>" }.joined(separator: "\n")
        return "<h2>Parties and others named</h2>\n<ul>\n\(items)\n</ul>"
    }

    private func evidence() throws -> String {
        let own = try Checkpoint(parsing: dossier.dossierNote.text)
        let whole = try Checkpoint(parsing: dossier.ledgerNote.text)
        let erased = dossier.hidden.count { $0.erasure != nil }
        let included = dossier.citations.count { $0.isIncluded }
        var rows = [
            ("Events", "\(own.size), which are said to be all"),
            ("Ledger", "\(whole.size) events"),
            ("Cosigned by", signers(dossier.dossierNote)),
            ("Ledger cosigned by", signers(dossier.ledgerNote)),
            ("Documents", "\(included) of \(dossier.citations.count) cited are enclosed"),
        ]
        if !dossier.hidden.isEmpty || !dossier.disclosures.isEmpty {
            rows.append(
                (
                    "Personal values",
                    "\(dossier.disclosures.count) shown, \(dossier.hidden.count - erased) "
                        + "withheld, \(erased) erased"
                )
            )
        }
        let list = rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }.joined(separator: "\n")
        return """
            <h2>Evidence</h2>
            <dl>
            \(list)
            </dl>
            <p class="note">This page proves nothing. The files beside it do, to somebody who has \
            the keys of the ledger and of its witnesses from elsewhere: \
            <code>entente verify . --policy FILE</code> or \
            <code>python3 entente_verify.py . --policy FILE</code>.</p>
            """
    }

    /// The names under a note but for the log's own; claims, until they are verified.
    private func signers(_ note: SignedNote) -> String {
        let own = (try? Checkpoint(parsing: note.text))?.origin
        let names = note.signatures.map(\.name).filter { $0 != own }
        return names.isEmpty
            ? "nobody" : names.map { "<code>\(Self.escaped($0))</code>" }.joined(separator: ", ")
    }

    private var table: String {
        let rows = leaves.map { position, leaf in
            let data = leaf["data"]?.object?.members ?? []
            let named = data.compactMap { member in
                member.value.string.flatMap { self.names[$0] != nil ? self.named($0) : nil }
            }
            let source = leaf["source"].map { " <span class=\"src\">\(Self.source($0))</span>" }
            return """
                <tr id="row\(position)"><td class="n"><a href="#event\(position)">\(position)</a>\
                </td><td>\(Self.escaped(leaf["occurred"]?.string ?? ""))</td>\
                <td>\(Self.words(leaf["type"]?.string ?? ""))\
                \(named.isEmpty ? "" : ": " + named.joined(separator: ", "))\(source ?? "")</td>\
                <td>\(Self.escaped(String((leaf["recorded"]?.string ?? "").prefix(19))))Z</td></tr>
                """
        }
        return """
            <table>
            <thead><tr><th scope="col">No.</th><th scope="col">Happened</th>\
            <th scope="col">What</th><th scope="col">Recorded</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }

    private func details() throws -> String {
        leaves.map { position, leaf in
            """
            <details id="event\(position)"><summary>\(position) · \
            \(Self.words(leaf["type"]?.string ?? ""))</summary>
            <pre>\(Self.escaped(leaf.prettyPrinted()))</pre></details>
            """
        }.joined(separator: "\n")
    }

    private func named(_ tag: String) -> String {
        let code = "<code>\(Self.escaped(tag))</code>"
        return names[tag].map { "\(Self.escaped($0)) \(code)" } ?? code
    }

    private static func source(_ source: JSONValue) -> String {
        let parts = ["title", "publisher", "published"].compactMap { source[$0]?.string }
        return escaped("(" + (parts.isEmpty ? "a source" : parts.joined(separator: ", ")) + ")")
    }

    /// `agreement.text-fixed` as `agreement: text fixed`.
    private static func words(_ type: String) -> String {
        let parts = type.split(separator: ".", maxSplits: 1)
        return escaped(
            parts.map { $0.split(separator: "-").joined(separator: " ") }.joined(separator: ": ")
        )
    }

    /// A text that stands in HTML as it is, whatever is in it; signs nobody sees are written out.
    private static func escaped(_ text: String) -> String {
        MarkupWriter.escaped(text, keepsLines: true)
    }

    private static let style = """
        :root { color-scheme: light dark; --line: #8886; --soft: #888; }
        body { font: 16px/1.5 system-ui, "Noto Sans", sans-serif; margin: 0; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        .sub, .note, .src { color: var(--soft); }
        .sub { margin: .25rem 0 0; }
        code { font-size: .9em; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; font-size: .95rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; }
        tr { border-bottom: 1px solid var(--line); } td { overflow-wrap: anywhere; }
        td.n, th:first-child, td:nth-child(4) { white-space: nowrap; }
        td { font-variant-numeric: tabular-nums; } td:nth-child(2) { min-width: 6.5em; }
        details { border-bottom: 1px solid var(--line); padding: .3rem 0; }
        summary { cursor: pointer; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .82rem; }
        @media (max-width: 40rem) {
          dl { display: block; } dd { margin-bottom: .5rem; }
          th:nth-child(4), td:nth-child(4) { display: none; }
        }
        @media print { body { font-size: 10pt; } details { break-inside: avoid; } }
        """
}
