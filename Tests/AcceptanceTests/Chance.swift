import Foundation

/// Random moments from a seed, which `ENTENTE_TEST_SEED` sets.
///
/// A seed repeats what was drawn, not what the machine made of it.
struct Chance: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init() {
        let named = ProcessInfo.processInfo.environment["ENTENTE_TEST_SEED"].flatMap(UInt64.init)
        seed = named ?? UInt64.random(in: 0..<1_000_000_000)
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// What a failure says so that it can be run again.
    var note: String { "ENTENTE_TEST_SEED=\(seed) swift test --filter AcceptanceTests" }
}
