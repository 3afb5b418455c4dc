import Crypto
import SwiftASN1

/// A hash function, as an AlgorithmIdentifier names it (RFC 5280 section 4.1.1.2, RFC 5754).
enum DigestAlgorithm: Hashable, Sendable {
    case sha256
    case sha384
    case sha512

    private init?(_ name: ASN1ObjectIdentifier) {
        switch name {
        case Self.sha256.name: self = .sha256
        case Self.sha384.name: self = .sha384
        case Self.sha512.name: self = .sha512
        default: return nil
        }
    }

    private var name: ASN1ObjectIdentifier {
        switch self {
        case .sha256: [2, 16, 840, 1, 101, 3, 4, 2, 1]
        case .sha384: [2, 16, 840, 1, 101, 3, 4, 2, 2]
        case .sha512: [2, 16, 840, 1, 101, 3, 4, 2, 3]
        }
    }

    func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        return switch self {
        case .sha256: Array(SHA256.hash(data: bytes))
        case .sha384: Array(SHA384.hash(data: bytes))
        case .sha512: Array(SHA512.hash(data: bytes))
        }
    }
}

extension DigestAlgorithm: DERParseable, DERSerializable {
    init(derEncoded node: ASN1Node) throws {
        let name = try AlgorithmName(derEncoded: node).name
        guard let algorithm = Self(name) else {
            throw TimestampError.unsupported("the hash function \(name)")
        }
        self = algorithm
    }

    func serialize(into coder: inout DER.Serializer) throws {
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(name)
            // RFC 5754 leaves them out and reads both; older authorities read only this.
            try coder.serialize(ASN1Null())
        }
    }
}

/// An AlgorithmIdentifier whose parameters say nothing: absent, or NULL.
struct AlgorithmName: DERParseable {
    let name: ASN1ObjectIdentifier

    init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            let name = try ASN1ObjectIdentifier(derEncoded: &nodes)
            if let parameters = nodes.next() {
                guard parameters.identifier == .null else {
                    throw TimestampError.unsupported("an algorithm \(name) with parameters")
                }
            }
            return Self(name: name)
        }
    }

    private init(name: ASN1ObjectIdentifier) {
        self.name = name
    }
}
