import ArgumentParser
import CanonicalJSON
import Collaboration
import Entente
import Events
import Reports
import Transparency

/// Makes evidence that others verify offline.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Make evidence for others: one event, an agreement's dossier, or consistency.",
        discussion: """
            One event gives a .tlog-proof file (C2SP) with the event in it. --dossier gives a \
            folder with everything about one agreement: its events byte for byte, their proofs, \
            checkpoints with cosignatures, a page to read. --consistency gives the proof that \
            the ledger continues what it was at an earlier size, as C2SP tlog-witness sends it.

            Personal values are withheld unless --disclose names the person.

              entente prove 1 > event-1.tlog-proof
              entente prove --consistency 2 > from-2.txt
              entente prove --dossier agreement:morava-hsinchu --output ./to-hsinchu
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: ArgumentHelp("A position or an event's id.", valueName: "position|id"))
    var event: String?

    @Option(help: ArgumentHelp("Everything about an agreement.", valueName: "agreement:id"))
    var dossier: String?

    @Option(help: ArgumentHelp("That the log continues this size.", valueName: "size"))
    var consistency: UInt64?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("A new file, or for a dossier a new folder.", valueName: "path")
    )
    var output: String?

    @Option(help: ArgumentHelp("Enclose this document; repeatable; all.", valueName: "sha256"))
    var document: [String] = []

    @Option(
        help: ArgumentHelp("Show this person's values; repeatable; all.", valueName: "person:id")
    )
    var disclose: [String] = []

    func validate() throws {
        let asked = [event != nil, consistency != nil].count { $0 }
        guard asked == (dossier == nil ? 1 : asked), asked <= 1, dossier == nil || event == nil
        else {
            throw ValidationError("ask for one thing: an event, --dossier or --consistency")
        }
        guard dossier != nil || (document.isEmpty && disclose.isEmpty) else {
            throw ValidationError("--document and --disclose belong to --dossier")
        }
    }

    func run() throws {
        let ledger = try location.open()
        let agreement = try dossier.map(CheckpointCommand.agreement)
        if let event {
            let position = try EventLookup.event(event, in: ledger).leaf.position
            try write(ledger.logProof(of: position).description)
        } else if let consistency {
            let tree = agreement.map(SignedTree.dossier) ?? .ledger
            try write(ledger.consistencyFile(of: tree, from: consistency).description)
        } else if let agreement {
            try writeDossier(of: agreement, in: ledger)
        }
    }

    private func write(_ text: String) throws {
        guard let output else {
            let standard = Output()
            try standard.write(Array(text.utf8))
            return try standard.flush()
        }
        let file = try FileStream(writing: output, replacing: false)
        try file.write(Array(text.utf8))
        try file.synchronize()
    }

    private func writeDossier(of agreement: Tag, in ledger: Ledger) throws {
        let folder = output ?? "dossier-\(agreement.id)"
        let dossier = try ledger.dossier(of: agreement, request())
        try dossier.write(to: folder, with: ledger.documents)
        let names = dossier.dossierNote.signatures.map(\.name)
        let own = ledger.origin(of: .dossier(agreement))
        let cosigners = names.filter { !$0.utf8.elementsEqual(own.utf8) }
        try Output.print(
            "wrote \(Words.count(dossier.events.count, "event")) of \(agreement.text) to "
                + "\(folder), cosigned by "
                + (cosigners.isEmpty ? "nobody" : cosigners.joined(separator: ", "))
        )
        if cosigners.isEmpty {
            Words.say(
                "no witness has cosigned this state of the dossier, so only the ledger itself "
                    + "says that nothing is missing; add one with `entente witness add` and run "
                    + "`entente checkpoint --dossier \(agreement.text)` first"
            )
        }
    }

    private func request() throws -> DossierRequest {
        let persons = try disclose.filter { $0 != "all" }.map { text in
            guard let tag = Tag(text), tag.isOfKind("person") else {
                throw ValidationError("'\(text)' is not the tag of a person")
            }
            return tag
        }
        let digests = document.filter { $0 != "all" }.map { text in
            text.hasPrefix("sha256:") ? String(text.dropFirst("sha256:".count)) : text
        }
        return DossierRequest(
            documents: document.contains("all") ? .all : .some(Set(digests)),
            persons: disclose.contains("all") ? .all : .some(Set(persons))
        )
    }
}
