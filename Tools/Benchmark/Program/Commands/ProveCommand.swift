import ArgumentParser
import Transparency

/// Proves that events are in the tree.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Make inclusion proofs of events all over the ledger, and check them."
    )

    @Option(help: "How many.")
    var count = 1_000

    @Argument(help: "The ledger.")
    var ledger: String

    func run() throws {
        let works = try LedgerWorks(ledger, readOnly: true)
        let (size, root) = try works.head()
        var times: [Duration] = []
        var proofs: [InclusionProof] = []
        let clock = ContinuousClock()
        for index in 0..<UInt64(count) {
            let position = index &* 2_654_435_761 % size
            times.append(
                try clock.measure { proofs.append(try works.prove(position, inSize: size)) }
            )
        }
        let leaves = try proofs.map { try works.leaf(at: $0.index) }
        var sum: UInt64 = 0
        let hashing = clock.measure {
            for leaf in leaves { sum += UInt64(SHA256Hashing.leaf(leaf).bytes[0]) }
        }
        var measurement = Measurement()
        measurement.set("proofs", to: count)
        measurement.set("sound", to: try proofs.count { try works.check($0, root: root) })
        measurement.set("leaf_hash_us", to: hashing / Duration.microseconds(count))
        measurement.set("sum", to: Int(sum))
        measurement.set(times: times)
        try measurement.print()
    }
}
