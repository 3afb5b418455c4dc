import Foundation
import Reports
import Testing
@Test func dump() throws {
    let l = try KindsLedger.histories()
    for f in [Report.Format.text] {
        print(try ReportKind.agreementRegister.report(of: l).rendered(as: f, width: 120))
        print(try ReportKind.commitmentsDue.report(of: l, asOf: "2022-01-01").rendered(as: f))
        print(try ReportKind.delegationRoster.report(of: l).rendered(as: f))
        print(try ReportKind.partnershipTimeline.report(of: l, ["party": ["party:ksgz","party:taipei-science-cluster"]]).rendered(as: f))
        print(try ReportKind.partnershipTimeline.report(of: l, languages: ["ru"], ["party": ["party:mik-fund","party:zgc-group"]]).rendered(as: f))
        print(try ReportKind.partnershipTimeline.report(of: l, ["party": ["party:dresden-wifoe"]]).rendered(as: f))
        print(try ReportKind.agreementRegister.report(of: l).rendered(as: .json))
    }
}
