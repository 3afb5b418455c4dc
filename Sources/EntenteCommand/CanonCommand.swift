import ArgumentParser
import CanonicalJSON
import Entente
import Transparency

/// Writes JSON in its canonical form.
struct CanonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canon",
        abstract: "Turn JSON on standard input into its RFC 8785 bytes.",
        discussion: """
            No line feed follows the bytes. --hash prints their plain SHA-256 instead, --leaf-hash \
            the hash of RFC 6962 (SHA-256 of a zero byte and the bytes), which receipts show.

              echo '{"b": 1.50, "a": "é"}' | entente canon
              echo '{"b": 1.50, "a": "é"}' | entente canon --hash
              entente show 1 --raw | entente canon --leaf-hash
            """
    )

    @Flag(help: "Print the SHA-256 of the bytes in hex.")
    var hash = false

    @Flag(help: "Print the RFC 6962 leaf hash of the bytes in hex.")
    var leafHash = false

    func validate() throws {
        if hash, leafHash { throw ValidationError("give --hash or --leaf-hash, not both") }
    }

    func run() throws {
        let bytes = try JSONInput.read().canonicalBytes()
        if hash { return try Output.print(SHA256Hashing.hash(bytes).hex) }
        if leafHash { return try Output.print(SHA256Hashing.leaf(bytes).hex) }
        let output = Output()
        try output.write(bytes)
        try output.flush()
    }
}
