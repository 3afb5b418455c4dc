import Transparency

/// The vectors that transparency logs publish, and the notes made from published seeds.
enum PublishedVectors {
    /// The eight leaves of the certificate transparency test tree.
    static let leaves: [[UInt8]] = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ].compactMap(Hexadecimal.decode)

    /// Its roots by size.
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ].compactMap(Hash.init(hex:))

    struct Inclusion: Sendable {
        var index: UInt64
        var size: UInt64
        var path: [Hash]
    }

    static let inclusions: [Inclusion] = [
        Inclusion(index: 0, size: 8, path: [h96, h5f, h6b]),
        Inclusion(index: 5, size: 8, path: [hbc, hca, hd3]),
        Inclusion(index: 2, size: 3, path: [roots[2]]),
        Inclusion(index: 1, size: 5, path: [roots[1], h5f, hbc]),
    ]

    struct Consistency: Sendable {
        var earlier: UInt64
        var later: UInt64
        var path: [Hash]
    }

    static let consistencies: [Consistency] = [
        Consistency(earlier: 1, later: 8, path: [h96, h5f, h6b]),
        Consistency(earlier: 6, later: 8, path: [h0e, hca, hd3]),
        Consistency(earlier: 2, later: 5, path: [h5f, hbc]),
        Consistency(earlier: 6, later: 7, path: [h0e, hb0, hd3]),
    ]

    private static let h96 = h("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7")
    private static let h5f = h("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e")
    private static let h6b = h("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")
    private static let hbc = h("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")
    private static let hca = h("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0")
    private static let hd3 = h("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")
    private static let h0e = h("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a")
    private static let hb0 = h("b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f")

    private static func h(_ hex: String) -> Hash {
        guard let hash = Hash(hex: hex) else { preconditionFailure("a vector is misspelled") }
        return hash
    }
}

/// The test log `example.com/log/testdata` of the Tessera project.
enum TesseraLog {
    static let leaves = [
        "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven",
        "twelf", "threeten", "fourten", "fivten",
    ].map { Array($0.utf8) }

    static let leafHashes = leaves.map { SHA256Hashing.leaf($0) }

    static let verifierKey =
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"

    static let root7 = "IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U="
    static let root15 = "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs="

    static let inclusionOf3In7 = [
        "671f146c5e471e8a1a83a3c214ce4ba907b8f3a5888d14cc8cd3ce75bb12ef94",
        "4f55f619d9215235778b2b9f17d6f4915b16171214d152381293669764de722e",
        "c15352a061147734135597d79d4b8388aee6de0279adb26a990c7feaf1c5fb20",
    ].compactMap(Hash.init(hex:))

    static let consistencyFrom7To15 = [
        "2Q0P5jSR+TdkwdXWyx+GbBWX0KZbNZkWzCjyTPSozsw=",
        "ThcgoV2DYcK+VCxBUDWAlNxmLy2r7dq7dK7+OlgQKWs=",
        "ycRkkNklus5eMVRUvkD1pK321vMrA+jjOiZKU8aOcY4=",
        "zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=",
        "5jLpqTgjsBDSEX6SgZiRnbTMdTuRd8bQ5tSsAOxe0Ks=",
    ].compactMap(Hash.init(base64:))

    static let note = """
        example.com/log/testdata
        15
        rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

        \u{2014} example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53\
        MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=

        """
}

/// A note with a log's signature and a witness's cosignature, made from published seeds.
enum CosignedNote {
    /// Test seeds; anyone can sign with them.
    static let logSeed = [UInt8](0x00...0x1F)
    static let witnessSeed = [UInt8](0x20...0x3F)

    static let logName = "ledger.example.org/entente-test"
    static let witnessName = "witness.partner.example/w1"

    static let logKey =
        "ledger.example.org/entente-test+81f00a09+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    static let witnessKey =
        "witness.partner.example/w1+2700bac9+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"

    static let seconds: UInt64 = 1_700_000_000

    static let text = """
        ledger.example.org/entente-test
        8
        XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

        """

    static let logLine = """
        \u{2014} ledger.example.org/entente-test gfAKCSLkM/Myg6LwSZu3eUVTh+P/Q89nQs1OkjxsI7cGwH7A\
        J+2rUj9ZfBxtmGzlGJvPxWCNGHC5GlPCT/kE0/musw8=
        """

    static let witnessLine = """
        \u{2014} witness.partner.example/w1 JwC6yQAAAABlU/EATiVUSWbJQkaI/HYQU7Bo5mYDqemLXPorycptH\
        acuFU8pKqdoK9NX1N4o1g/0WTlq89Z73wDGwHSUCTWDq8EiCg==
        """

    static let note = text + "\n" + logLine + "\n" + witnessLine + "\n"
    static let noteHash = "3d9d2bf8a7ac507afd274bdbf49739d8a81c9867274179376460cd51b6f37323"

    static let proofHash = "b8f673140fb71f9536f7f8f447f5b50df401f99268fae9e747f3853470f91c91"
}
