import CanonicalJSON
import EventJournal
import LMDB
import Transparency

extension Ledger {
    private var witnessesPath: String { directory + "/witnesses" }

    /// Who is asked to cosign, in the order in which they were added.
    ///
    /// - Throws: `LedgerError` of kind `damaged` for a file that is none of witnesses.
    package func witnesses() throws -> [CosigningWitness] {
        try Failure.translated(directory) {
            guard let bytes = try File.contents(of: witnessesPath) else { return [] }
            do {
                let entries = try JSONReader().read(bytes)["witnesses"]?.array
                return try (entries ?? []).map(CosigningWitness.init)
            } catch {
                throw LedgerError(
                    .damaged,
                    "the file \(witnessesPath) names no witnesses: \(error); mend it, or remove it "
                        + "and add them again"
                )
            }
        }
    }

    /// Asks a witness from now on; one with the same key is replaced.
    ///
    /// - Throws: `LedgerError` of kind `usage` when there are too many.
    package func addWitness(_ witness: CosigningWitness) throws {
        try changeWitnesses { known in
            var changed = known
            if let place = known.firstIndex(where: { $0.verifier == witness.verifier }) {
                changed[place] = witness
            } else {
                changed.append(witness)
            }
            guard changed.count <= Limits.witnessCount else {
                throw LedgerError(
                    .usage,
                    "a ledger has up to \(Limits.witnessCount) witnesses; remove one first"
                )
            }
            return changed
        }
    }

    /// Asks a witness no more; its cosignatures stay.
    ///
    /// - Parameter name: the name of its key, or the whole verifier key.
    /// - Throws: `LedgerError` of kind `notFound`, or `usage` when several keys have the name.
    package func removeWitness(_ name: String) throws {
        try changeWitnesses { known in
            let meant = known.filter { witness in
                [witness.verifier.name, witness.verifier.verifierKey].contains { text in
                    text.utf8.elementsEqual(name.utf8)
                }
            }
            guard let only = meant.first else {
                throw LedgerError(.notFound, "no witness is called '\(name)'; see `witness list`")
            }
            guard meant.count == 1 else {
                throw LedgerError(
                    .usage,
                    "\(meant.count) witnesses are called '\(name)'; give the whole verifier key"
                )
            }
            return known.filter { $0.verifier != only.verifier }
        }
    }

    /// Changes the file while no other process can.
    private func changeWitnesses(
        _ change: ([CosigningWitness]) throws -> [CosigningWitness]
    ) throws {
        try Failure.translated(directory) {
            try journal.environment.write { _ in
                let entries = try change(try witnesses()).map(\.json)
                let file: JSONValue = ["witnesses": .array(entries)]
                try DurableFile.write(Array((file.prettyPrinted() + "\n").utf8), to: witnessesPath)
            }
        }
    }
}
