// Checks notes, trees and proofs with Go's golang.org/x/mod/sumdb, as Debian packages it.
//
//	notes open NOTE VKEY                     opens a note; prints its text
//	notes tree LEAVES SIZE...                the root of the first leaves of a file, for each size
//	notes proofs LEAVES FOLDER SIZE          proofs from published tiles, against the leaves
//	notes evidence PROOF ROOT ROOT SMALL LARGE  a consistency proof of ours: it leads from the first root
//	notes inclusion PROOF LEAF VKEY          a .tlog-proof of ours, whole
//	notes growth PROOF ROOT VKEY             a consistency proof of ours, from an earlier root
//	notes prove LEAVES SIZE INDEX            an inclusion path, a hash a line
//	notes sign VKEY SEED TEXT                signs a text with a hex seed; prints the note
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "notes:", err)
		os.Exit(1)
	}
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	check(err)
	return value
}

func root(text string) tlog.Hash {
	hash, err := tlog.ParseHash(text)
	check(err)
	return hash
}

// tree keeps the hashes of a log in memory, in the order of sumdb/tlog.
type tree struct{ hashes []tlog.Hash }

func (t *tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		found = append(found, t.hashes[index])
	}
	return found, nil
}

func grow(path string) (*tree, [][]byte) {
	content, err := os.ReadFile(path)
	check(err)
	leaves := bytes.Split(bytes.TrimSuffix(content, []byte("\n")), []byte("\n"))
	made := &tree{}
	for index, leaf := range leaves {
		hashes, err := tlog.StoredHashes(int64(index), leaf, made)
		check(err)
		made.hashes = append(made.hashes, hashes...)
	}
	return made, leaves
}

// published reads hashes from C2SP tiles: sumdb's own paths have another first element.
type published struct {
	folder string
	size   int64
}

func (p published) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		tile := tlog.TileForIndex(8, index)
		full := p.size >> uint(8*tile.L)
		if (tile.N+1)*256 <= full {
			tile.W = 256
		} else {
			tile.W = int(full - tile.N*256)
		}
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(p.folder, path))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path, len(data))
		}
		hash, err := tlog.HashFromTile(tile, data, index)
		if err != nil {
			return nil, err
		}
		found = append(found, hash)
	}
	return found, nil
}

func proofs(leavesPath, folder string, size int64) {
	own, leaves := grow(leavesPath)
	theirs := published{folder, size}
	head, err := tlog.TreeHash(size, own)
	check(err)
	again, err := tlog.TreeHash(size, theirs)
	check(err)
	if head != again {
		check(fmt.Errorf("the tiles give the root %v, the leaves %v", again, head))
	}
	count := 0
	for index := int64(0); index < size; index += 1 + size/50 {
		proof, err := tlog.ProveRecord(size, index, theirs)
		check(err)
		check(tlog.CheckRecord(proof, size, head, index, tlog.RecordHash(leaves[index])))
		earlier, err := tlog.TreeHash(index+1, own)
		check(err)
		growth, err := tlog.ProveTree(size, index+1, theirs)
		check(err)
		check(tlog.CheckTree(growth, size, head, index+1, earlier))
		count += 2
	}
	fmt.Println(count)
}

func evidence(path, small, large string, smallSize, largeSize int64) {
	content, err := os.ReadFile(path)
	check(err)
	var proof tlog.TreeProof
	for _, line := range strings.Split(string(content), "\n")[1:] {
		if line == "" {
			break
		}
		proof = append(proof, root(line))
	}
	check(tlog.CheckTree(proof, largeSize, root(large), smallSize, root(small)))
}

// open reads a proof file: what stands before the first empty line, and the checkpoint behind it.
func open(path, vkey string) (lines []string, size int64, head tlog.Hash) {
	content, err := os.ReadFile(path)
	check(err)
	parts := strings.SplitN(string(content), "\n\n", 2)
	verifier, err := note.NewVerifier(vkey)
	check(err)
	opened, err := note.Open([]byte(parts[1]), note.VerifierList(verifier))
	check(err)
	text := strings.Split(opened.Text, "\n")
	return strings.Split(parts[0], "\n"), number(text[1]), root(text[2])
}

func inclusion(path, leafPath, vkey string) {
	lines, size, head := open(path, vkey)
	leaf, err := os.ReadFile(leafPath)
	check(err)
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		check(fmt.Errorf("the first line is %q", lines[0]))
	}
	rest := lines[1:]
	if strings.HasPrefix(rest[0], "extra ") {
		rest = rest[1:]
	}
	index := number(strings.TrimPrefix(rest[0], "index "))
	var proof tlog.RecordProof
	for _, line := range rest[1:] {
		proof = append(proof, root(line))
	}
	check(tlog.CheckRecord(proof, size, head, index, tlog.RecordHash(leaf)))
}

func growth(path, earlier, vkey string) {
	lines, size, head := open(path, vkey)
	var proof tlog.TreeProof
	for _, line := range lines[1:] {
		proof = append(proof, root(line))
	}
	check(tlog.CheckTree(proof, size, head, number(strings.TrimPrefix(lines[0], "old ")), root(earlier)))
}

func sign(vkey, seed, text string) {
	parts := strings.SplitN(vkey, "+", 3)
	secret, err := hex.DecodeString(seed)
	check(err)
	key := base64.StdEncoding.EncodeToString(append([]byte{1}, secret...))
	signer, err := note.NewSigner("PRIVATE+KEY+" + parts[0] + "+" + parts[1] + "+" + key)
	check(err)
	verifier, err := note.NewVerifier(vkey)
	check(err)
	if signer.KeyHash() != verifier.KeyHash() {
		check(fmt.Errorf("key numbers %x and %x", signer.KeyHash(), binary.BigEndian.Uint32(secret)))
	}
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	check(err)
	os.Stdout.Write(signed)
}

func main() {
	arguments := os.Args[2:]
	switch os.Args[1] {
	case "open":
		content, err := os.ReadFile(arguments[0])
		check(err)
		verifier, err := note.NewVerifier(arguments[1])
		check(err)
		opened, err := note.Open(content, note.VerifierList(verifier))
		check(err)
		fmt.Print(opened.Text)
	case "tree":
		grown, _ := grow(arguments[0])
		for _, size := range arguments[1:] {
			hash, err := tlog.TreeHash(number(size), grown)
			check(err)
			fmt.Println(hash)
		}
	case "proofs":
		proofs(arguments[0], arguments[1], number(arguments[2]))
	case "evidence":
		evidence(arguments[0], arguments[1], arguments[2], number(arguments[3]), number(arguments[4]))
	case "inclusion":
		inclusion(arguments[0], arguments[1], arguments[2])
	case "growth":
		growth(arguments[0], arguments[1], arguments[2])
	case "prove":
		grown, _ := grow(arguments[0])
		proof, err := tlog.ProveRecord(number(arguments[1]), number(arguments[2]), grown)
		check(err)
		for _, hash := range proof {
			fmt.Println(hash)
		}
	case "sign":
		sign(arguments[0], arguments[1], arguments[2])
	}
}
