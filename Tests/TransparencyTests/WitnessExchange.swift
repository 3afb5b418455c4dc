import Transparency

/// Exchanges with witnesses that others have published or recorded.
enum WitnessExchange {
    /// What the test log of Tessera sent to a witness that had cosigned its first seven leaves.
    static let request =
        "old 7\n" + TesseraLog.consistencyFrom7To15.map { $0.base64 + "\n" }.joined() + "\n"
        + TesseraLog.note

    /// What that witness answered.
    static let answer = """
        \u{2014} witness.example/w1 HGO9EgAAAABrAfSN2y5oizS+NgEOswwFNgs8X5+AlVQMq5TznEUqMepQqNMs1\
        ByCq1Q0I5m4dZuRsQIt4wbQ1awKzMgoHfzj1zZPDQ==

        """

    static let witnessKey =
        "witness.example/w1+1c63bd12+BCH4iQykb+nA9qY6QhvvQB7PF9C3QDAmulkgkc0KViYi"

    /// The request in the specification; the keys of that log were not published.
    static let specified = """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        \u{2014} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/\
        Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        \u{2014} example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49\
        /V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

        """
}

/// The log with which the witness of torchwood is tested: requests and the statuses they get.
///
/// Its roots and hashes are made up, so a proof is right because its numbers are. The test speaks
/// the older protocol of Sigsum; the signed text is the same.
enum LitewitnessLog {
    static let origin =
        "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"

    static let publicKey =
        Hexadecimal.decode("ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f") ?? []

    static let root1 = "2a00000000000000000000000000000000000000000000000000000000000000"
    static let root3 = "45c088d4d939e9971298811f227d1295eaad57bbafae55cd71c171e7de48c25d"
    static let root5 = "42bb57ad06420afa4882c4a63ac6a1ec77480b330b2f20dfc53a0caa5f564e36"

    static let signature1 =
        "b7cf653aa9c565a1ca359db81bd3bc656ab2890c6ea4c0aec42295e80aa05049423505026434f987923ccdf07d"
        + "440c152cd59e736e5914d8ada8d7a4d51b2106"
    static let signature3 =
        "655bb4871d15bc05032d67eece88900c4863a27f190393b99176391577f5def971b023d9a418c3226b7b7ea47b"
        + "33686d9b3849451dadc6b07c007c595af1ea0a"
    static let signature5 =
        "0fc43899968b48b5150b0e8fe7ad07b17c21c7056a6fe381deb0cd19ece103d59b2119b5dbe5d54d8a1262ce67"
        + "f01245c5898b4b56f747495804a17a2eec0f0c"

    static let leaf1 = "2a01000000000000000000000000000000000000000000000000000000000000"
    static let leaf2 = "2a02000000000000000000000000000000000000000000000000000000000000"
    static let leaf3 = "2a03000000000000000000000000000000000000000000000000000000000000"
    static let leaf4 = "2a04000000000000000000000000000000000000000000000000000000000000"
    static let roots01 = "c2088815d65f60dbfa594d4e96504ab169cb6084bf0c132ab7c521fd2e0eba41"
    static let roots23 = "f9f50357e93def4078237b8aaea24ce1a3f5965a0f64ff26bebd99e30470d8b2"

    /// A request in the words of C2SP.
    static func request(
        old: UInt64,
        _ path: [String],
        origin: String = origin,
        size: UInt64,
        root: String,
        signature: String
    ) throws -> AddCheckpointRequest {
        let verifier = try NoteVerifier(name: origin, publicKey: publicKey)
        let keyID = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: verifier.keyID >> $0) }
        let blob = Base64.encode(keyID + (Hexadecimal.decode(signature) ?? []))
        let hash = Hash(hex: root)?.base64 ?? ""
        let note = "\(origin)\n\(size)\n\(hash)\n\n\u{2014} \(origin) \(blob)\n"
        return try AddCheckpointRequest(
            earlierSize: old,
            path: path.compactMap(Hash.init(hex:)),
            note: SignedNote(parsing: note)
        )
    }
}
