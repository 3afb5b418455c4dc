import SwiftASN1

extension TimestampError {
    /// What is wrong with bytes, in one word and without the place in a library's source.
    static func fault(_ error: any Error) -> String {
        guard let error = error as? ASN1Error else { return "its certificates cannot be read" }
        return switch error.code {
        case .truncatedASN1Field: "it ends too early"
        case .unexpectedFieldType: "a field is of another type or is missing"
        case .invalidPEMDocument: "it is not PEM"
        case .unsupportedFieldLength: "a length is not in DER"
        default: "it is not DER of this kind"
        }
    }
}
