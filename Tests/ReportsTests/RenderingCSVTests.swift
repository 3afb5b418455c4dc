import CanonicalJSON
import Reports
import Testing

struct `A report as CSV` {
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
        ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("a;b", "\"a;b\""), ("a\tb", "\"a\tb\""),
        (" a", "\" a\""), ("a ", "\"a \""), ("", ""),
        ("中关村 ศูนย์ КСГЗ", "中关村 ศูนย์ КСГЗ"), ("e\u{301}\"", "\"e\u{301}\"\"\""),
    ])
    func `quotes what RFC 4180 asks for`(text: String, field: String) {
        #expect(bytes([.string(text)]) == Array("value\r\n\(field)\r\n".utf8))
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+359 2 123", "'+359 2 123"), ("-a", "'-a"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"), ("=a,b", "\"'=a,b\""), ("-0044-03-15", "'-0044-03-15"),
        ("-", "'-"), ("+1e", "'+1e"), ("-1.", "'-1."), ("-1-1", "'-1-1"), ("-1e5x", "'-1e5x"),
        ("-\u{301}1", "'-\u{301}1"),
    ])
    func `keeps a spreadsheet from running text`(text: String, field: String) {
        #expect(bytes([.string(text)]) == Array("value\r\n\(field)\r\n".utf8))
    }

    @Test(arguments: ["-5", "+5", "-0.25", "+1e9", "-1.5E-7", "12"])
    func `leaves a plain number alone`(text: String) {
        #expect(bytes([.string(text)]) == Array("value\r\n\(text)\r\n".utf8))
    }

    @Test func `writes a negative number as it is, and a missing value as nothing`() {
        #expect(bytes([-5, .null, -0.5]) == Array("value\r\n-5\r\n\r\n-0.5\r\n".utf8))
    }

    @Test func `has keys for headings and no basis, totals or marks`() {
        let csv = RenderingSample.register.rendered(as: .csv)
        #expect(csv.hasPrefix("agreement,title,parties,binding,meetings,overdue\r\n"))
        #expect(csv.unicodeScalars.count { $0 == "\n" } == 4)
    }

    private func bytes(_ values: [JSONValue]) -> [UInt8] {
        Array(RenderingSample.column(values).rendered(as: .csv).utf8)
    }
}
