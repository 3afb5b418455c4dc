import FoundationEssentials
import LMDB
import Transparency

extension Witness {
    /// Keeps a checkpoint that a trusted log has signed and that does not continue what was
    /// cosigned, with the note that it does not continue.
    ///
    /// The two files have one name, made of the origin and of the text that was signed, and end in
    /// `.request` and `.cosigned`: the request as it came, and the note that was cosigned before.
    /// A checkpoint is kept once, whatever proofs come with it; how many there are of one log, and
    /// in all, is bounded. The refusal stands also when nothing can be kept.
    func keepEvidence(
        _ submission: WitnessSubmission,
        against cosigned: SignedNote,
        _ answer: WitnessAnswer
    ) -> WitnessAnswer {
        let log = SHA256Hashing.hash(Array(submission.origin.utf8)).hex.prefix(16)
        let text = SHA256Hashing.hash(Array(submission.signed.text.utf8)).hex.prefix(16)
        let folder = directory + "/evidence"
        let path = "\(folder)/\(log)-\(text)"
        var words = "refused a checkpoint that \(submission.origin) has signed, for it does not "
        words += "continue what was cosigned before"
        do {
            if try File.status(of: path + ".request") == nil {
                try makeEvidenceFolder(folder)
                guard try hasRoom(in: folder, forLog: String(log)) else {
                    return answer.noting(words + "; as much evidence as may be is kept already")
                }
                let note = Array(cosigned.description.utf8)
                try DurableFile.write(note, to: path + ".cosigned")
                let request = Array(submission.request.description.utf8)
                try DurableFile.write(request, to: path + ".request")
            }
        } catch {
            return answer.noting(words + "; the evidence could not be kept: \(error)")
        }
        return answer.noting(words + "; the evidence is in \(path).request and .cosigned")
    }

    private func makeEvidenceFolder(_ folder: String) throws {
        guard try File.status(of: folder) == nil else { return }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        DurableFile.synchronize(directory: directory)
    }

    private func hasRoom(in folder: String, forLog log: String) throws -> Bool {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".request") }
        return names.count < Limits.evidenceCount
            && names.count(where: { $0.hasPrefix(log) }) < Limits.evidenceOfLogCount
    }
}
