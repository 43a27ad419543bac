// Checks whole bundles of a register with the verifiers that Go's checksum database uses
// (golang.org/x/mod/sumdb/note and tlog), which know nothing of kept.
//
//	verifier BUNDLE.zip POLICY            prints "holds", or "fails" and why
//	verifier BUNDLE.zip POLICY CHANGES    the same for each line of CHANGES: a JSON object from
//	                                      names to contents in base64, or null, that differ
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type files map[string][]byte

func main() {
	base, err := readZip(os.Args[1])
	die(err)
	policy, err := os.ReadFile(os.Args[2])
	die(err)
	if len(os.Args) < 4 {
		tell(verify(base, policy))
		return
	}
	changes, err := os.Open(os.Args[3])
	die(err)
	lines := bufio.NewScanner(changes)
	lines.Buffer(nil, 1<<28)
	for lines.Scan() {
		tell(verify(changed(base, lines.Bytes()), policy))
	}
	die(lines.Err())
}

func die(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func tell(err error) {
	if err != nil {
		fmt.Println("fails", strings.ReplaceAll(err.Error(), "\n", " "))
	} else {
		fmt.Println("holds")
	}
}

func readZip(path string) (files, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	found := files{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			return nil, err
		}
		if found[file.Name], err = io.ReadAll(reader); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func changed(base files, line []byte) files {
	var changes map[string]*[]byte
	die(json.Unmarshal(line, &changes))
	result := files{}
	for name, data := range base {
		result[name] = data
	}
	for name, data := range changes {
		if data == nil {
			delete(result, name)
		} else {
			result[name] = *data
		}
	}
	return result
}

// verify checks a whole bundle: first its list of files, then that every entry is in the tree
// that the log and a quorum of the policy have signed, then what lies beside the log.
func verify(found files, policyText []byte) error {
	if err := checkSums(found); err != nil {
		return err
	}
	var ledger struct{ Origin, Log, Process string }
	if err := frame(found, "ledger.json", &ledger); err != nil {
		return err
	}
	policy, err := readPolicy(policyText)
	if err != nil {
		return err
	}
	if !policy.trusts(ledger.Log) {
		return fmt.Errorf("the policy does not know this log")
	}
	tree, err := policy.open(found["checkpoint"], ledger.Origin)
	if err != nil {
		return err
	}
	if err := checkBundle(found, ledger.Origin, ledger.Process, tree); err != nil {
		return err
	}
	hashes := tlog.TileHashReader(tree, tiles(found))
	if err := checkTiles(found, tree, hashes); err != nil {
		return err
	}
	if err := checkHistory(found, policy, ledger.Origin, tree, hashes); err != nil {
		return err
	}
	log := newLog(ledger.Origin)
	if err := eachEntry(found, tree, hashes, log.take); err != nil {
		return err
	}
	return log.checkBeside(found)
}

// frame reads a file of strict JSON: the text is the only one of its value.
func frame(found files, name string, into interface{}) error {
	value := map[string]interface{}{}
	if err := strictJSON(found[name], &value); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if fmt.Sprint(value["v"]) != "1" {
		return fmt.Errorf("%s: unknown version", name)
	}
	decoder := json.NewDecoder(bytes.NewReader(found[name]))
	if name == "ledger.json" {
		for member := range value {
			if !strings.Contains(" v origin log pq process ", " "+member+" ") {
				return fmt.Errorf("%s: unknown member %s", name, member)
			}
		}
	}
	return decoder.Decode(into)
}

func checkBundle(found files, origin, process string, tree tlog.Tree) error {
	var bundle map[string]interface{}
	if err := strictJSON(found["bundle.json"], &bundle); err != nil {
		return fmt.Errorf("bundle.json: %w", err)
	}
	expected, _ := json.Marshal(map[string]interface{}{
		"v": 1, "origin": origin, "size": tree.N, "whole": true, "process": process,
		"root": base64.StdEncoding.EncodeToString(tree.Hash[:]),
	})
	if unescaped := strings.ReplaceAll(string(expected), `\u002b`, "+"); unescaped != string(found["bundle.json"]) {
		return fmt.Errorf("bundle.json speaks of something else than the checkpoint")
	}
	for name := range found {
		if !bundleName.MatchString(name) {
			return fmt.Errorf("%s does not belong into a bundle", name)
		}
	}
	return nil
}

// tiles lets tlog read the tiles of the bundle.
type tiles files

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) path(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
}
func (t tiles) read(tile tlog.Tile) ([]byte, bool) { data, ok := t[t.path(tile)]; return data, ok }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, ok := t.read(tile)
		if !ok {
			return nil, fmt.Errorf("%s is missing", t.path(tile))
		}
		all = append(all, data)
	}
	return all, nil
}

// checkTiles holds every tile against the tree: the hashes that lead to its root.
func checkTiles(found files, tree tlog.Tree, hashes tlog.HashReader) error {
	stored, count := tiles(found), (tree.N+255)/256
	for _, tile := range widest(tlog.NewTiles(8, 0, tree.N)) {
		data, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return err
		}
		if held, ok := stored.read(tile); !ok || !bytes.Equal(held, data) {
			return fmt.Errorf("%s is not in the tree", stored.path(tile))
		}
		count++
	}
	for name := range found {
		if strings.HasPrefix(name, "tile/") {
			count--
		}
	}
	if count != 0 {
		return fmt.Errorf("there are tiles that the tree does not have")
	}
	return nil
}

// widest leaves out the partial tiles of smaller trees, which a bundle does not have.
func widest(all []tlog.Tile) []tlog.Tile {
	var result []tlog.Tile
	for i, tile := range all {
		if i+1 == len(all) || all[i+1].L != tile.L || all[i+1].N != tile.N {
			result = append(result, tile)
		}
	}
	return result
}

func eachEntry(found files, tree tlog.Tree, hashes tlog.HashReader, take func(int64, []byte) error) error {
	for first := int64(0); first < tree.N; first += 256 {
		width := min64(256, tree.N-first)
		name := strings.Replace(tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)}.Path(), "tile/8/data", "tile/entries", 1)
		data := found[name]
		for index := first; index < first+width; index++ {
			if len(data) < 2 || len(data) < 2+int(data[0])<<8+int(data[1]) {
				return fmt.Errorf("%s is cut off", name)
			}
			length := int(data[0])<<8 + int(data[1])
			entry := data[2 : 2+length]
			data = data[2+length:]
			leaf := tlog.RecordHash(entry)
			proof, err := tlog.ProveRecord(tree.N, index, hashes)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf); err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
			if err := take(index, entry); err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
		}
		if len(data) != 0 {
			return fmt.Errorf("%s is too long", name)
		}
	}
	return nil
}

// checkHistory holds every checkpoint carried against the newest one.
func checkHistory(found files, policy *policy, origin string, tree tlog.Tree, hashes tlog.HashReader) error {
	for name, data := range found {
		if !strings.HasPrefix(name, "checkpoints/") {
			continue
		}
		older, err := policy.signedByLog(data, origin)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if name != fmt.Sprintf("checkpoints/%012d", older.N) || older.N > tree.N {
			return fmt.Errorf("%s is of another size", name)
		}
		if older.N == 0 {
			continue
		}
		proof, err := tlog.ProveTree(tree.N, older.N, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func min64(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

var _ note.Verifier = (*cosigner)(nil)
