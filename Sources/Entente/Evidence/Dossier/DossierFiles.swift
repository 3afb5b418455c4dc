/// The names of the files in a dossier's folder.
enum DossierFiles {
    static let format = "dossier/1"

    static let manifest = "manifest.json"
    static let events = "events.jsonl"
    static let related = "related.jsonl"
    static let proofs = "proofs.jsonl"
    static let ledgerNote = "checkpoint"
    static let dossierNote = "dossier-checkpoint"
    static let ledgerTimestamp = "checkpoint.tsr"
    static let dossierTimestamp = "dossier-checkpoint.tsr"
    static let times = "times.jsonl"
    static let disclosures = "disclosures.jsonl"
    static let documents = "documents/"
    static let page = "index.html"
}
