import SwiftASN1
import X509

extension Certificate {
    /// The extensions that are understood here; a critical one beside them is an objection.
    private static let understood: Set<ASN1ObjectIdentifier> = [
        .X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage,
        .X509ExtensionID.extendedKeyUsage, .X509ExtensionID.subjectAlternativeName,
    ]

    /// Whether it says that it belongs to a certification authority (RFC 5280 section 4.2.1.9).
    var isOfCertificationAuthority: Bool {
        guard case .isCertificateAuthority = try? extensions.basicConstraints else { return false }
        return true
    }

    /// Why its key may not time-stamp at a time; `nil` when it may (RFC 3161 section 2.3).
    func objectionToTimestamping(at seconds: Int64) -> String? {
        guard let purpose = extensions[oid: .X509ExtensionID.extendedKeyUsage],
            let usages = try? ExtendedKeyUsage(purpose), purpose.critical,
            usages.elementsEqual([.timeStamping])
        else {
            return
                "its certificate is not for time-stamping alone, by a critical extended key usage"
        }
        if let usage = keyUsageOrNone, !usage.digitalSignature, !usage.nonRepudiation {
            return "its certificate is not for signatures"
        }
        return objection(at: seconds)
    }

    /// Why it may not certify another one at a time; `nil` when it may (RFC 5280 section 6.1.4).
    ///
    /// - `below`: how many certificates that are not self-issued stand between it and the last.
    func objectionToCertifying(_ below: Int, at seconds: Int64) -> String? {
        guard version == .v3,
            case .isCertificateAuthority(let length) = try? extensions.basicConstraints
        else { return "'\(subject)' is no certification authority" }
        if let length, below > length { return "'\(subject)' may not have so many below it" }
        if let usage = keyUsageOrNone, !usage.keyCertSign {
            return "'\(subject)' may not sign certificates"
        }
        return objection(at: seconds)
    }

    private func objection(at seconds: Int64) -> String? {
        guard let validity = try? CertificateValidity(of: self) else {
            return "the certificate of '\(subject)' does not say when it is valid"
        }
        guard validity.first <= seconds else {
            return "the certificate of '\(subject)' was not valid yet at that time"
        }
        guard seconds <= validity.last else {
            return "the certificate of '\(subject)' was not valid any more at that time"
        }
        let strange = extensions.first { $0.critical && !Self.understood.contains($0.oid) }
        return strange.map {
            "the certificate of '\(subject)' has the critical extension \($0.oid), which is not "
                + "understood here"
        }
    }

    /// What the key is for; one that cannot be read allows nothing.
    private var keyUsageOrNone: KeyUsage? {
        guard let found = extensions[oid: .X509ExtensionID.keyUsage] else { return nil }
        return (try? KeyUsage(found)) ?? KeyUsage()
    }
}
