import Testing
import Transparency

struct `A hash` {
    let hash = SHA256Hashing.emptyTree

    @Test func `is the SHA-256 of its bytes`() {
        #expect(
            SHA256Hashing.hash(Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test func `of many pieces is the hash of their sum`() {
        var hasher = Hasher256()
        let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        for start in stride(from: 0, to: 1000, by: 7) {
            let piece = Array(whole[start..<min(1000, start + 7)])
            hasher.update(piece.span)
        }
        #expect(hasher.finalize() == SHA256Hashing.hash(whole))
    }

    @Test func `is read back from its bytes, its digits and its base64`() {
        #expect(Hash(hash.bytes) == hash)
        #expect(Hash(bytes: hash.bytes.span) == hash)
        #expect(Hash(hex: hash.hex) == hash)
        #expect(Hash(base64: hash.base64) == hash)
        #expect("\(hash)" == hash.hex)
        #expect(hash.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    }

    @Test func `differs from another in any of its bytes`() {
        for place in 0..<Hash.byteCount {
            var bytes = hash.bytes
            bytes[place] ^= 1
            #expect(Hash(bytes) != hash)
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `has 32 bytes and no other number`(count: Int) {
        #expect(Hash([UInt8](repeating: 0, count: count)) == nil)
    }

    @Test(arguments: [
        "", "e3b0", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        " e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ])
    func `has one spelling in hexadecimal digits`(text: String) {
        #expect(Hash(hex: text) == nil)
    }
}

struct `Text in base64` {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `follows the vectors of RFC 4648`(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
    }

    @Test func `brings back every byte`() {
        for count in 0..<260 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zh==", "Zm9=", "Zm9v=", "=", "==", "====", "Z===", "Zm 9", "Zm9v\n", "Zm-_",
        "Zg==Zg==", "Zm9vZg=",
    ])
    func `has one spelling`(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
