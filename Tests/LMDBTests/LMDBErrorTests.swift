import Foundation
import LMDB
import Testing

struct `An error of LMDB` {
    static let systemCodes = [
        ENOENT, ENOTDIR, EEXIST, EBUSY, EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EFBIG, EIO, ENOMEM,
        EAGAIN, EMFILE, ENFILE, EINVAL,
    ]

    @Test(arguments: Array(-30_799 ... -30_780) + systemCodes)
    func `has a cause and a remedy of its own`(code: Int32) {
        let error = LMDBError(code: code, operation: "try")
        #expect(!error.cause.isEmpty)
        #expect(!error.remedy.isEmpty)
        #expect(!error.cause.contains("code \(code)"))
        #expect(error.description == "try: \(error.cause); \(error.remedy)")
    }

    @Test func `with an unknown code says what the system says`() {
        let error = LMDBError(code: 28_999, operation: "open /x")
        #expect(
            error.description
                == "open /x: Unknown error 28999, code 28999; look the code up in lmdb.h or errno(3)"
        )
    }

    @Test func `puts what was found behind the cause`() {
        let error = LMDBError(code: ENOSPC, operation: "commit", finding: "0 bytes left")
        #expect(
            error.description
                == "commit: the disk is full (0 bytes left); "
                + "free some space; nothing of this write is stored"
        )
    }

    @Test func `is sorted for those who act on it`() {
        func error(_ code: Int32) -> LMDBError { LMDBError(code: code, operation: "") }
        #expect(error(-30_792).isMapFull)
        #expect([EACCES, EPERM, EROFS].allSatisfy { error($0).isNotPermitted })
        #expect([ENOSPC, EDQUOT, EFBIG].allSatisfy { error($0).isDiskFull })
        #expect([ENOENT, -30_798].allSatisfy { error($0).isNotFound })
        #expect([-30_797, -30_796, -30_795, -30_793].allSatisfy { error($0).isDamaged })
        #expect(error(-30_794).isVersionMismatch)
        #expect(error(-30_799).isAlreadyPresent)
        #expect(error(EBUSY).isAlreadyOpen)
        #expect(!error(EIO).isDamaged)
    }

    @Test func `of a commit without room leaves the last commit in place`() async throws {
        let directory = try TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            try commitWithoutRoom(path)
        }
    }
}

/// Limits the size of files, which is as near to a full disk as a test gets without one.
private func commitWithoutRoom(_ path: String) throws {
    let environment = try Environment(at: path)
    let table = try environment.table("t", .integers, create: true)
    try environment.write { try $0.put([1], 1, in: table) }
    var limit = rlimit(rlim_cur: 200_000, rlim_max: 200_000)
    signal(SIGXFSZ, SIG_IGN)
    #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
    let error = #expect(throws: LMDBError.self) {
        try environment.write { try $0.put([UInt8](repeating: 1, count: 900_000), 2, in: table) }
    }
    #expect(error?.operation == "commit to \(path)")
    #expect(error?.isDiskFull == true || error?.code == EIO)
    #expect(try environment.read { try $0.count(in: table) } == 1)
    try environment.write { try $0.put([2], 3, in: table) }
    #expect(try environment.read { try $0.count(in: table) } == 2)
}
