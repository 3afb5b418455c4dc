import CanonicalJSON
import Collaboration
import Events
import Transparency

extension DossierVerifier {
    /// Documents, values that are shown and values that are not.
    mutating func checkContents(_ dossier: Dossier, _ digests: [String: String]) {
        let leaves = Dictionary(
            dossier.events.compactMap { event in
                (try? JSONReader().read(event.leaf)).map { (event.position, $0) }
            }
        ) { first, _ in first }
        checkDocuments(dossier, leaves, digests)
        var places: [Place: String] = [:]
        for (position, leaf) in leaves {
            for member in leaf["personal"]?.object?.members ?? [] {
                places[Place(position: position, pointer: member.key)] = member.value.string ?? ""
            }
        }
        checkDisclosures(dossier, &places)
        checkHidden(dossier, &places)
        if let forgotten = places.keys.min() {
            report(
                "event \(forgotten.position): the manifest does not say what became of "
                    + "\(forgotten.pointer)"
            )
        }
    }

    /// A place of a personal value.
    private struct Place: Hashable, Comparable {
        let position: Position
        let pointer: String

        static func < (left: Place, right: Place) -> Bool {
            (left.position, left.pointer) < (right.position, right.pointer)
        }
    }

    private mutating func checkDocuments(
        _ dossier: Dossier,
        _ leaves: [Position: JSONValue],
        _ digests: [String: String]
    ) {
        var cited: Set<String> = []
        for leaf in leaves.values { cited.formUnion(CitedDocuments.digests(in: leaf)) }
        let names = digests.keys.filter { $0.hasPrefix(DossierFiles.documents) }
        for path in names.sorted() {
            let name = String(path.dropFirst(DossierFiles.documents.count))
            if digests[path] != name {
                report("\(path) has the SHA-256 \(digests[path] ?? ""): it is another document")
            } else if !cited.contains(name) {
                report("\(path) is cited by no event")
            }
        }
        let listed = dossier.citations.map(\.digest)
        if listed != cited.sorted() {
            report("'documents' of the manifest does not list the documents that the events cite")
        }
        for citation in dossier.citations
        where citation.isIncluded != (digests[DossierFiles.documents + citation.digest] != nil) {
            let words = citation.isIncluded ? "is not in the folder" : "is there unannounced"
            report("the document \(citation.digest) \(words)")
        }
        verdict.documentsCited = cited.count
        verdict.documentsIncluded = names.count
    }

    private mutating func checkDisclosures(
        _ dossier: Dossier,
        _ places: inout [Place: String]
    ) {
        for shown in dossier.disclosures {
            let place = Place(position: shown.position, pointer: shown.pointer)
            guard let digest = places.removeValue(forKey: place) else {
                report("event \(shown.position) has no personal value at \(shown.pointer) to show")
                continue
            }
            let computed = Sealing.digest(
                salt: shown.salt,
                pointer: shown.pointer,
                value: shown.value
            )
            if computed.hex != digest {
                report("event \(shown.position): the value shown at \(shown.pointer) is another")
            }
        }
    }

    private mutating func checkHidden(_ dossier: Dossier, _ places: inout [Place: String]) {
        for entry in dossier.hidden {
            let place = Place(position: entry.position, pointer: entry.pointer)
            guard places.removeValue(forKey: place) != nil else {
                report("event \(entry.position) has no personal value at \(entry.pointer) to hide")
                continue
            }
            guard let erasure = entry.erasure else {
                verdict.withheld += 1
                continue
            }
            let event = dossier.related.first { $0.position == erasure }
            let leaf = event.flatMap { try? JSONReader().read($0.leaf) }
            let tags = (leaf?["tags"]?.array ?? []).compactMap(\.string)
            if erasure > entry.position, leaf?["type"]?.string == "subject.erased",
                tags.contains(where: { $0.hasPrefix("person:") })
            {
                verdict.erased += 1
            } else {
                report("event \(entry.position): event \(erasure) is no erasure after it")
            }
        }
    }
}
