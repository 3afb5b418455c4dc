import Transparency

/// A log that signs whatever a test wants it to, two histories at once as well.
struct TestLog {
    /// Test seeds; anyone can sign with them.
    static let seed = [UInt8](0x00...0x1F)

    let signer: NoteSigner

    /// The leaves of its history; another letter is another history.
    let letter: String

    init(_ origin: String = "log.example/a", seed: [UInt8] = seed, letter: String = "x") throws {
        signer = try NoteSigner(name: origin, seed: seed)
        self.letter = letter
    }

    /// The same log with another history.
    func forked() throws -> TestLog {
        try TestLog(signer.verifier.name, letter: letter + "'")
    }

    func checkpoint(_ size: Int) throws -> Checkpoint {
        let root = size == 0 ? SHA256Hashing.emptyTree : root(0..<size)
        return try Checkpoint(origin: signer.verifier.name, size: UInt64(size), root: root)
    }

    func note(_ size: Int) throws -> SignedNote {
        try signer.signedNote(checkpoint(size).text)
    }

    /// A request as it should be.
    func request(_ old: Int, _ size: Int) throws -> AddCheckpointRequest {
        try AddCheckpointRequest(
            earlierSize: UInt64(old),
            path: old == 0 || old >= size ? [] : proof(old, 0..<size, true),
            note: note(size)
        )
    }

    func body(_ old: Int, _ size: Int) throws -> [UInt8] {
        Array(try request(old, size).description.utf8)
    }

    // RFC 6962, section 2.1, by plain recursion.

    private func root(_ range: Range<Int>) -> Hash {
        guard range.count > 1 else {
            return SHA256Hashing.leaf(Array("\(letter)\(range.lowerBound)".utf8))
        }
        let middle = range.lowerBound + split(range.count)
        return SHA256Hashing.node(
            root(range.lowerBound..<middle),
            root(middle..<range.upperBound)
        )
    }

    private func proof(_ old: Int, _ range: Range<Int>, _ isWhole: Bool) -> [Hash] {
        if old == range.count { return isWhole ? [] : [root(range)] }
        let middle = range.lowerBound + split(range.count)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        return old <= left.count
            ? proof(old, left, isWhole) + [root(right)]
            : proof(old - left.count, right, false) + [root(left)]
    }

    private func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }
}
