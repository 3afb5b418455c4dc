// swift-tools-version: 6.3
import PackageDescription

/// What every target obeys: misuse is refused by the compiler, and a warning is an error.
let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// Values borrowed from the memory map carry their lifetime; only the store needs to say so.
let borrowing = strict + [.enableExperimentalFeature("Lifetimes")]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let network: [Target.Dependency] = [
    .product(name: "AsyncHTTPClient", package: "async-http-client"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]

let package = Package(
    name: "entente",
    products: [
        .library(name: "Entente", targets: ["Entente"]),
        .executable(name: "entente", targets: ["EntenteCommand"]),
        .executable(name: "entente-bench", targets: ["EntenteBench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        // Standards: each readable beside its specification.
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        .target(name: "LMDB", dependencies: ["CLMDB"], swiftSettings: borrowing),
        .target(name: "CanonicalJSON", swiftSettings: strict),
        .target(name: "EDTF", swiftSettings: strict),
        .target(
            name: "JSONSchema",
            dependencies: ["CanonicalJSON", "EDTF"],
            swiftSettings: strict
        ),
        .target(name: "Transparency", dependencies: [crypto], swiftSettings: strict),
        .target(
            name: "Timestamps",
            dependencies: ["EDTF", asn1, certificates, crypto],
            swiftSettings: strict
        ),

        // Vocabulary and store.
        .target(name: "Events", swiftSettings: strict),
        .target(
            name: "EventJournal",
            dependencies: ["Events", "LMDB", "Transparency"],
            swiftSettings: borrowing
        ),

        // Meaning.
        .target(
            name: "Collaboration",
            dependencies: ["CanonicalJSON", "EDTF", "Events"],
            swiftSettings: strict
        ),
        .target(
            name: "Reports",
            dependencies: ["CanonicalJSON", "Collaboration", "EDTF", "Events"],
            swiftSettings: strict,
            plugins: ["EmbedFiles"]
        ),

        // The network: the one place that waits for others.
        .target(name: "EntenteNetwork", dependencies: network, swiftSettings: strict),

        // Façade and door.
        .target(
            name: "Entente",
            dependencies: [
                "CanonicalJSON", "Collaboration", "EDTF", "EventJournal", "Events", "JSONSchema",
                "LMDB", "Reports", "Timestamps", "Transparency", crypto,
            ],
            swiftSettings: borrowing,
            plugins: ["EmbedFiles"]
        ),
        .executableTarget(
            name: "EntenteCommand",
            dependencies: [
                "CanonicalJSON", "Collaboration", "EDTF", "Entente", "EntenteNetwork",
                "EventJournal", "Events", "JSONSchema", "Reports", "Timestamps", "Transparency",
                argumentParser, subprocess, system,
            ],
            swiftSettings: strict
        ),

        // What holds, by subject.
        .testTarget(
            name: "LMDBTests",
            dependencies: ["LMDB"],
            exclude: ["MustNotCompile"],
            swiftSettings: borrowing
        ),
        .testTarget(
            name: "CanonicalJSONTests",
            dependencies: ["CanonicalJSON"],
            exclude: ["Suite"],
            swiftSettings: strict
        ),
        .testTarget(name: "EDTFTests", dependencies: ["EDTF"], swiftSettings: strict),
        .testTarget(
            name: "JSONSchemaTests",
            dependencies: ["CanonicalJSON", "JSONSchema"],
            exclude: ["Suite"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TransparencyTests",
            dependencies: ["Transparency"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TimestampsTests",
            dependencies: ["Timestamps"],
            exclude: ["Authority"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["CanonicalJSON", "Collaboration", "EDTF", "Events", "Reports"],
            exclude: ["Golden"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EntenteTests",
            dependencies: [
                "CanonicalJSON", "Collaboration", "EDTF", "Entente", "EventJournal", "Events",
                "LMDB", "Reports", "Transparency",
            ],
            exclude: ["Golden"],
            swiftSettings: borrowing
        ),
        .testTarget(
            name: "CollaborationTests",
            dependencies: ["CanonicalJSON", "Collaboration", "EDTF", "Events"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EventJournalTests",
            dependencies: ["EventJournal", "Events", "LMDB", "Transparency"],
            swiftSettings: borrowing
        ),
        .testTarget(name: "EventsTests", dependencies: ["Events"], swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: ["CanonicalJSON", "EntenteCommand"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: ["CanonicalJSON", "EntenteCommand"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConventionsTests",
            exclude: ["Golden"],
            swiftSettings: strict
        ),

        // What it costs, beside the least that it can cost.
        .executableTarget(
            name: "EntenteBench",
            dependencies: [
                "CanonicalJSON", "Collaboration", "EDTF", "Entente", "EventJournal", "Events",
                "JSONSchema", "LMDB", "Reports", "Transparency", argumentParser,
            ],
            path: "Tools/Benchmark/Program",
            swiftSettings: strict
        ),
        .testTarget(
            name: "BenchmarkTests",
            dependencies: [
                "CanonicalJSON", "Collaboration", "EDTF", "Entente", "EntenteBench", "Events",
            ],
            swiftSettings: strict
        ),

        // Types and messages are compiled into the binary from `Schemas/` and `Messages/`.
        .executableTarget(
            name: "embed-files",
            path: "Tools/EmbedFiles/Embedder",
            swiftSettings: strict
        ),
        .plugin(
            name: "EmbedFiles",
            capability: .buildTool(),
            dependencies: ["embed-files"],
            path: "Tools/EmbedFiles/Plugin"
        ),
    ],
    swiftLanguageModes: [.v6]
)
