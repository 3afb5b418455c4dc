import CanonicalJSON
import Entente
import Transparency

extension CosignatureOutcome {
    /// The object scripts read.
    var json: JSONValue {
        let name = JSONValue.string(witness.name)
        return switch result {
        case .cosigned(let seconds):
            ["witness": name, "result": "cosigned", "seconds": .integer(seconds)]
        case .refused(let words):
            ["witness": name, "result": "refused", "message": .string(words)]
        case .unreachable(let words):
            ["witness": name, "result": "unreachable", "message": .string(words)]
        }
    }

    /// Whether the cosignature was given and is kept.
    var isCosigned: Bool {
        if case .cosigned = result { true } else { false }
    }

    /// The line people read.
    var words: String {
        switch result {
        case .cosigned: "\(witness.name) has cosigned"
        case .refused(let words): "\(witness.name) has not cosigned: \(words)"
        case .unreachable(let words): "\(witness.name) could not be asked: \(words)"
        }
    }
}
